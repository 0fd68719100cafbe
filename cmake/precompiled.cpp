// The precompiled headers need a target of their own, and a target needs a source.
