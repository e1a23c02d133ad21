using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Errors;

/// <summary>Errors of corpora, grammars and words.</summary>
internal static class LanguageErrors
{
    public static ErrorRecord AnalysisFailed(
        string noun, string name, SttCustomModel model, object target, string? error)
        => SttErrors.Make(
            ResourceErrors.Id(noun, "Invalid"), ErrorCategory.InvalidData, target,
            $"The analysis of the {noun} '{name}' of the custom model '{model}' failed: "
            + (string.IsNullOrEmpty(error) ? "the service gives no reason." : error),
            noun == "grammar"
                ? "Mend the grammar and add it again with -Force, or remove it with Remove-SttGrammar."
                : "Mend what the reason names (a text is UTF-8, with one sentence a line), and add it again with "
                    + "-Force, or remove it with Remove-SttCorpus.");

    public static ErrorRecord WordInvalid(SttWord word, string model) => SttErrors.Make(
        "WordInvalid", ErrorCategory.InvalidData, word.Word,
        $"The word '{word}' of the custom model '{model}' can't be used: {string.Join(" ", word.Problems)}",
        "Write -SoundsLike in letters and words of the language, numbers spelt out, and add the word again, or remove "
        + "it with Remove-SttWord: training fails with it.");

    public static ErrorRecord WordsFailed(SttCustomModel model) => SttErrors.Make(
        "AnalysisFailed", ErrorCategory.InvalidResult, model,
        $"The analysis of the words that were added to the custom model '{model}' failed: "
        + (string.IsNullOrEmpty(model.Error) ? $"the model's status is {model.StatusText}." : model.Error),
        "Look at them with Get-SttWord, and add again what is missing.");

    public static ErrorRecord EmptyFile(string noun, string path) => SttErrors.Make(
        "EmptyFile", ErrorCategory.InvalidData, path, $"'{path}' is empty, so there is no {noun} to add.",
        "Check that the file is complete.");

    public static ErrorRecord NotUtf8(string path) => SttErrors.Make(
        "NotUtf8", ErrorCategory.InvalidData, path,
        $"'{path}' is not UTF-8 text; it looks like UTF-16 or no text at all.",
        "Convert it: Get-Content FILE | Set-Content -Encoding utf8 NEW-FILE.");

    public static ErrorRecord GrammarFormatUnknown(string path) => SttErrors.Make(
        "GrammarFormatUnknown", ErrorCategory.InvalidData, path,
        $"Neither the beginning of '{path}' nor its extension tells in which form the grammar is.",
        "Begin the file with #ABNF or with <?xml, or say -Format Abnf or -Format Xml.");

    public static ErrorRecord NameNeeded(string noun) => SttErrors.Make(
        "NameNeeded", ErrorCategory.InvalidArgument, null,
        $"Text from the pipeline was given, and the {noun} has no name.",
        "Name it with -Name. If the texts are paths of files, give them to -Path.");

    public static ErrorRecord WordNeeded() => SttErrors.Make(
        "WordNeeded", ErrorCategory.InvalidArgument, null, "No word was given.",
        "Give one, as in Add-SttWord MODEL WORD, or pipe words or a table in: "
            + "Import-Csv words.csv | Add-SttWord MODEL.");

    /// <param name="row">Which of the rows, from 1; null for a word that was given by hand.</param>
    /// <param name="word">The word.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static ErrorRecord WordRefused(int? row, string word, string problem) => SttErrors.Make(
        "InvalidWord", ErrorCategory.InvalidData, word,
        (row is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Row {row}: "))
        + $"'{word}' was not added: {problem}.",
        "Mend it and add it again; the others were not held up by it.");

    /// <summary>For a name that a URL can't hold: servers take dots for steps in the path.</summary>
    public static ErrorRecord NameNotAddressable(string name) => SttErrors.Make(
        "InvalidName", ErrorCategory.InvalidArgument, name,
        $"The word '{name}' can't be removed by its name, which no URL can hold.",
        "Reset-SttCustomModel removes all words of a model.");
}
