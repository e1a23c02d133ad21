using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Commands;

namespace SttPowerShell.Credentials;

/// <summary>
/// A user's script block that supplies tokens. It runs on the pipeline thread of the command that needs one: the
/// runspace that it came from may be busy with that very command, and would never answer a call from another thread.
/// In that runspace it is the block itself, with all that it can see there; in others a copy of its text.
/// </summary>
internal sealed class TokenScript(ScriptBlock script, Runspace? home)
{
    /// <exception cref="OperationCanceledException">No command runs that it could run in.</exception>
    /// <exception cref="SttTransportException">It failed, or gave no token.</exception>
    public async Task<string> RunAsync(CancellationToken cancel)
        => await PipelineContext.OnPipelineAsync(Invoke).WaitAsync(cancel).ConfigureAwait(false);

    private string Invoke()
    {
        bool isHome = Runspace.DefaultRunspace is Runspace here && ReferenceEquals(here, home);
        Collection<PSObject> output;
        try
        {
            output = (isHome ? script : ScriptBlock.Create(script.ToString())).Invoke();
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw SuppliedAuthentication.Failed($"its code failed ({e.Message.TrimEnd('.')})", e);
        }
        if (output.Count != 1)
        {
            throw SuppliedAuthentication.Failed($"its code gave {output.Count} values instead of one");
        }
        return output[0]?.BaseObject switch
        {
            SecureString secret => Secret.Text(secret),
            string text => text,
            object other => throw SuppliedAuthentication.Failed(
                $"its code gave a {other.GetType().Name} where a string or SecureString is needed"),
            null => throw SuppliedAuthentication.Failed("its code gave null"),
        };
    }
}
