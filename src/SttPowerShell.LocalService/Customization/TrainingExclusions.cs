using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>What a model has but can't be trained on.</summary>
internal sealed class TrainingExclusions(CustomModelType type)
{
    /// <summary>How many names a message has at most: a model may have thousands of bad words.</summary>
    private const int MostNames = 100;

    private readonly List<(string Code, string Fault)> _faults = [];

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
            Message = $"{fault.Fault} They will be excluded from custom {type.WireName()} model training.",
        }),
    ];

    /// <summary>Adds what has the same fault; nothing if there is none.</summary>
    /// <param name="code">The warning's code, such as <c>invalid_words</c>.</param>
    /// <param name="fault">What is wrong with them, to be followed by the names.</param>
    /// <param name="names">Their names.</param>
    public void Add(string code, string fault, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        string more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
        _faults.Add((code, $"{fault}: [{string.Join(", ", names.Take(MostNames))}]{more}."));
    }
}
