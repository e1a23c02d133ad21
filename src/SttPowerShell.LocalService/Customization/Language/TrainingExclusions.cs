using System.Data.Common;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What a language model has but can't be trained on.</summary>
internal sealed class TrainingExclusions
{
    /// <summary>How many names a message has at most: a model may have thousands of bad words.</summary>
    private const int MostNames = 100;

    private readonly List<(string Code, string Fault)> _faults = [];

    /// <summary>Looks at all corpora, grammars and words.</summary>
    public TrainingExclusions(DbConnection connection, Guid model)
    {
        Add("invalid_corpus_files", "Analysis of the following corpus files has not completed successfully",
            Failed(connection, model, LanguageSourceKind.Corpus));
        Add("invalid_grammar_files", "Analysis of the following grammar files has not completed successfully",
            Failed(connection, model, LanguageSourceKind.Grammar));
        Add("invalid_words", "Processing of the following words has not completed successfully",
            [.. WordTable.ListProblems(connection, model).Select(word => word.Text)]);
    }

    public bool Any => _faults.Count > 0;

    /// <summary>The refusal of a strict training.</summary>
    public string Refusal => string.Join(" ", _faults.Select(fault => fault.Fault))
        + " Correct or remove them, or train with strict=false to exclude them.";

    /// <summary>The warnings of a training that isn't strict (contract section 8).</summary>
    public IReadOnlyList<TrainingWarning> Warnings =>
    [
        .. _faults.Select(fault => new TrainingWarning
        {
            Code = fault.Code,
            Message = $"{fault.Fault} They will be excluded from custom language model training.",
        }),
    ];

    private static List<string> Failed(DbConnection connection, Guid model, LanguageSourceKind kind) =>
    [
        .. LanguageSourceTable.List(connection, model, kind)
            .Where(source => source.Status == AnalysisStatus.Undetermined)
            .Select(source => source.Name),
    ];

    private void Add(string code, string fault, List<string> names)
    {
        if (names.Count == 0) return;
        string more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
        _faults.Add((code, $"{fault}: [{string.Join(", ", names.Take(MostNames))}]{more}."));
    }
}
