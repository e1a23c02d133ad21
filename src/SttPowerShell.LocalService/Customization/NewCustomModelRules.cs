using SttPowerShell.LocalService.Recognition;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>What a create request must say (contract sections 4 and 8).</summary>
internal static class NewCustomModelRules
{
    private const int LongestName = 256;
    private const int LongestDescription = 128;

    /// <summary>Checks the request, and gives the base model that it names.</summary>
    /// <exception cref="RequestRefusedException">It breaks a rule; the message says which.</exception>
    public static BaseModel Check(CustomModelType type, Wire.NewCustomModel request)
    {
        if (string.IsNullOrWhiteSpace(request.Name)) throw Missing("name");
        CheckLength("name", request.Name, LongestName);
        if (request.Description is not null) CheckLength("description", request.Description, LongestDescription);
        if (string.IsNullOrWhiteSpace(request.BaseModelName)) throw Missing("base_model_name");
        BaseModel baseModel = BaseModel.Find(request.BaseModelName)
            ?? throw Refused($"The base model '{request.BaseModelName}' is not recognized");
        if (type == CustomModelType.Acoustic && !baseModel.SupportsAcousticCustomization)
        {
            throw Refused($"custom_acoustic_model is not a supported feature for model {baseModel.Name}");
        }
        if (type == CustomModelType.Language && request.Dialect is string dialect) CheckDialect(baseModel, dialect);
        return baseModel;
    }

    /// <summary>Outside Spanish, a model's dialect is its base model's language, in any case of letters.</summary>
    private static void CheckDialect(BaseModel baseModel, string dialect)
    {
        if (string.Equals(dialect, baseModel.Language, StringComparison.OrdinalIgnoreCase)) return;
        throw Refused($"Dialect '{dialect}' is not supported for base model {baseModel.Name}: it must be "
            + $"'{baseModel.Language}' or be left out");
    }

    private static void CheckLength(string parameter, string value, int longest)
    {
        if (value.Length <= longest) return;
        throw Refused(
            $"The value of parameter '{parameter}' has {value.Length} characters; at most {longest} are allowed");
    }

    private static RequestRefusedException Missing(string parameter)
        => Refused($"Required parameter '{parameter}' is missing");

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
