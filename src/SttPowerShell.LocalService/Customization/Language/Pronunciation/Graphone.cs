namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>A letter with the phones that it stands for in a word: none, one or two.</summary>
/// <param name="Letter">A lower-case letter or an apostrophe.</param>
/// <param name="Phones">Phones separated by blanks; empty for a silent letter.</param>
internal readonly record struct Graphone(char Letter, string Phones);
