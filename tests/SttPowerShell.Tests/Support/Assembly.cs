// Sessions are registered process-wide, and "the only open session" is part of what is tested.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
