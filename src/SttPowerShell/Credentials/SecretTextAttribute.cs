using System.Management.Automation;

namespace SttPowerShell.Credentials;

/// <summary>
/// Refuses a secret in plain text with advice. PowerShell's own message for a string given to a SecureString
/// parameter doesn't say what to do.
/// </summary>
/// <param name="what">What the secret is, without an article.</param>
/// <param name="parameter">The parameter's name.</param>
/// <param name="variable">The environment variable that may hold it instead, or null.</param>
internal sealed class SecretTextAttribute(string what, string parameter, string? variable = null)
    : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string) return inputData;
        throw new ArgumentTransformationMetadataException(
            $"The {what} in plain text would stay in the command history, so this parameter takes a SecureString. "
            + $"Type it hidden: -{parameter} (Read-Host -AsSecureString '{what}'). Take it from a vault: "
            + $"-{parameter} (Get-Secret NAME)."
            + (variable is null ? "" : $" Or set the environment variable {variable} and leave -{parameter} out."));
    }
}
