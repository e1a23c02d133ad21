using System.Management.Automation;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Lists stored credentials.</summary>
/// <remarks>
/// <para>No secret is shown, and none is read: a vault stays locked.</para>
/// </remarks>
/// <example>
/// <summary>List the stored credentials.</summary>
/// <code>Get-SttCredential</code>
/// <para>An asterisk marks the default one, which Connect-SttService takes where nothing else says what to connect
/// to.</para>
/// </example>
/// <example>
/// <summary>Connect to all services of a kind.</summary>
/// <code>Get-SttCredential prod-* |
///     ForEach-Object { Connect-SttService -Name $_.Name }</code>
/// <para>Each session has its credential's name.</para>
/// </example>
/// <seealso cref="SetSttCredentialCommand"/>
/// <seealso cref="RemoveSttCredentialCommand"/>
/// <seealso cref="ConnectSttServiceCommand"/>
[Cmdlet(VerbsCommon.Get, "SttCredential")]
[OutputType(typeof(SttCredential))]
public sealed class GetSttCredentialCommand : PSCmdlet
{
    /// <summary>Names of credentials. Wildcards are allowed. Without it all are listed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            CredentialDocument document =
                new CredentialStore(CredentialDirectories.Own, TimeProvider.System).Read();
            foreach (string name in Name) WriteMatches(name, document);
        }
        catch (CredentialStoreException e)
        {
            ThrowTerminatingError(CredentialErrors.From(e, null));
        }
    }

    private void WriteMatches(string name, CredentialDocument document)
    {
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
        StoredCredential[] found = [.. document.Credentials.Where(
            c => isPattern ? pattern.IsMatch(c.Name) : CredentialStore.IsNamed(c, NamePatterns.Plain(name)))];
        foreach (StoredCredential stored in found) WriteObject(new SttCredential(stored, document.Default));
        if (found.Length > 0 || isPattern) return;
        WriteError(CredentialErrors.NotFound(name, document.Credentials.Select(c => c.Name)));
    }
}
