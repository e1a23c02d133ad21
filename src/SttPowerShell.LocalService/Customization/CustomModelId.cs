namespace SttPowerShell.LocalService.Customization;

/// <summary>Ids of custom models: GUIDs with hyphens, in any case of letters.</summary>
internal static class CustomModelId
{
    /// <exception cref="RequestRefusedException">The text is no such GUID.</exception>
    public static Guid Parse(string text) => Guid.TryParseExact(text, "D", out Guid id)
        ? id
        : throw new RequestRefusedException(StatusCodes.Status400BadRequest, $"Malformed GUID: '{text}'");
}
