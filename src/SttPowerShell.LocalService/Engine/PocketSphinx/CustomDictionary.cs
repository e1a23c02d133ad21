namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>Adds a custom model's pronunciations to a decoder's dictionary.</summary>
internal static class CustomDictionary
{
    /// <summary>More pronunciations of one word than the base dictionary's and a custom model's together.</summary>
    private const int MostVariants = 20;

    /// <summary>Adds what a dictionary file has; to be done before a search is built.</summary>
    /// <exception cref="EngineUnavailableException">
    /// The file can't be read, or has a pronunciation of unknown phones.
    /// </exception>
    public static void AddTo(DecoderHandle decoder, string file)
    {
        try
        {
            foreach (string line in File.ReadLines(file)) Add(decoder, line, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineUnavailableException($"The custom dictionary '{file}' can't be read: {e.Message}", e);
        }
    }

    private static void Add(DecoderHandle decoder, string line, string file)
    {
        string[] parts = line.Split(
            [' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return;
        if (parts.Length == 2 && Sphinx.ps_add_word(decoder, parts[0], parts[1], 0) >= 0) return;
        // The base dictionary may have this variant of the word: then it is one more.
        string word = PronunciationVariant.Word(parts[0]);
        for (int variant = 2; parts.Length == 2 && variant <= MostVariants; variant++)
        {
            if (Sphinx.ps_add_word(decoder, $"{word}({variant})", parts[1], 0) >= 0) return;
        }
        throw new EngineUnavailableException(
            $"The custom dictionary '{file}' has a line that is no pronunciation: {line}");
    }
}
