using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Credentials;

/// <summary>Source-generated JSON of the credential store.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CredentialDocument))]
[JsonSerializable(typeof(CredentialSecrets))]
internal sealed partial class CredentialJson : JsonSerializerContext;
