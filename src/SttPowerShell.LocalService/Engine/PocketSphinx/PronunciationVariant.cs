namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// Names in a pronunciation dictionary: <c>read</c>, and <c>read(2)</c> for its second pronunciation.
/// </summary>
internal static class PronunciationVariant
{
    /// <summary>The word without the number of its pronunciation.</summary>
    public static string Word(string name)
    {
        int variant = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        return variant > 0 ? name[..variant] : name;
    }
}
