namespace SttPowerShell.Commands;

/// <summary>What a check has found, without the model or service that it is about.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Passed">Whether all is well; null if that can't be told.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Recommendation">What to do about it.</param>
internal sealed record Finding(string Check, bool? Passed, string Detail, string? Recommendation = null)
{
    public SttModelTest About(SttCustomModel model) => new()
    {
        Model = model.ToString(),
        ModelId = model.Id,
        Check = Check,
        Passed = Passed,
        Detail = Detail,
        Recommendation = Recommendation,
    };

    public SttServiceTest About(Uri? service) => new()
    {
        Uri = service,
        Check = Check,
        Passed = Passed,
        Detail = Detail,
        Recommendation = Recommendation,
    };
}
