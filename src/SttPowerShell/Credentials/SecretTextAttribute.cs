using System.Management.Automation;

namespace SttPowerShell.Credentials;

/// <summary>
/// Refuses a secret in plain text with advice. PowerShell's own message for a string given to a SecureString
/// parameter doesn't say what to do.
/// </summary>
internal sealed class SecretTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string) return inputData;
        throw new ArgumentTransformationMetadataException(
            "An API key in plain text would stay in the command history, so this parameter takes a SecureString. "
            + "Type it hidden: -ApiKey (Read-Host -AsSecureString 'API key'). Take it from a vault: "
            + "-ApiKey (Get-Secret SpeechToText). Or set the environment variable SPEECH_TO_TEXT_APIKEY and leave "
            + "-ApiKey out.");
    }
}
