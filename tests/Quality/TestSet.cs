namespace SttPowerShell.Quality;

/// <summary>A recording and the words that were said.</summary>
internal sealed record Utterance(string Path, IReadOnlyList<string> Words);

/// <summary>Recordings of one kind, and the base model to recognise them with.</summary>
internal sealed record TestSet(string Name, string BaseModel, IReadOnlyList<Utterance> Utterances);
