using System.Data.Common;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>Which custom language models an acoustic model can be trained with (contract section 9).</summary>
internal static class TranscribingModel
{
    /// <summary>Finds one that fits.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="acoustic">The model to be trained.</param>
    /// <param name="id">The language model.</param>
    /// <param name="version">The version of the base model that it must be made for.</param>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it doesn't fit.</exception>
    public static CustomModel Require(DbConnection connection, CustomModel acoustic, Guid id, string version)
    {
        CustomModel language = CustomModels.Find(
            connection, acoustic.Scope with { Type = CustomModelType.Language }, id);
        if (language.Status != CustomModelStatus.Available || language.TrainedVersion is null)
        {
            throw Refused($"Requested custom language model is not available. Its status is "
                + $"'{language.Status.WireName()}'; please make sure the custom model is trained.");
        }
        if (language.BaseModel != acoustic.BaseModel)
        {
            throw Refused($"Custom language model {id} is not compatible with custom acoustic model {acoustic.Id}: "
                + $"their base models are {language.BaseModel} and {acoustic.BaseModel}.");
        }
        if (!language.Versions.Contains(version))
        {
            throw Refused($"Custom language model {id} is not compatible with version {version} of its base model. "
                + "Upgrade it first.");
        }
        return language;
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
