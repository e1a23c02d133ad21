namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>Something that is written otherwise than it is spoken.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="Length">How many words say it.</param>
internal readonly record struct Entity(string Text, int Length);

/// <summary>Knows one kind of entity: the longest that begins at a word, or null.</summary>
internal delegate Entity? EntityReader(SpokenText text, int begin);
