namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>The recogniser's pronunciation dictionary, compact and unchanging: words are found whatever their case.</summary>
internal sealed class PronunciationDictionary
{
    /// <summary>Loads a file in the format of the CMU dictionary.</summary>
    public static PronunciationDictionary Load(string path) => throw new NotImplementedException();

    public bool Contains(string word) => throw new NotImplementedException();

    /// <summary>Its pronunciations, phones separated by blanks (<c>K AE T</c>), most usual first; empty if unknown.</summary>
    public IReadOnlyList<string> PronunciationsOf(string word) => throw new NotImplementedException();
}
