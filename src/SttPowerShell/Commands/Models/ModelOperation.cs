using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>How something that takes a while is asked of the service for a model, and how it has ended.</summary>
internal static class ModelOperation
{
    /// <summary>Sends the request, and gives why the service didn't take it, if so.</summary>
    public static async Task<(bool IsBusy, ErrorRecord? Error)> RequestAsync(
        SttCustomModel model, SttSession session, Func<Task> request, CancellationToken cancel)
    {
        HttpStatusCode? refused = null;
        ErrorRecord? error = await SttCmdlet.FailureAsync(model, session, async () =>
        {
            try
            {
                await request();
            }
            catch (SttApiException e) when (!ServiceErrors.IsMissingCustomization(e))
            {
                refused = e.Status;
                throw;
            }
        });
        if (refused == HttpStatusCode.BadRequest)
        {
            error = ModelErrors.With(error!, await ModelData.ProblemsAsync(model, session, cancel));
        }
        return (refused == HttpStatusCode.Conflict, error);
    }

    /// <summary>How it has ended with a model that is at rest again, if it has: it need not have begun yet.</summary>
    /// <param name="watch">The model as it is now.</param>
    /// <param name="before">The model before it was begun.</param>
    /// <param name="shortcoming">What is wrong with how a model is that has not failed, or null.</param>
    /// <param name="cancel">Stops the requests.</param>
    public static async Task<(bool HasEnded, ErrorRecord? Error)> OutcomeAsync(
        ModelWatch watch, SttCustomModel before, Func<SttCustomModel, ErrorRecord?> shortcoming,
        CancellationToken cancel)
    {
        SttCustomModel now = watch.Model;
        bool looksAsBefore = now.StatusText == before.StatusText && now.Updated == before.Updated;
        if (looksAsBefore && !watch.IsSettled) return (false, null);
        return (true, now.Status == SttModelStatus.Failed
            ? ModelErrors.Failed(now, await ModelData.ProblemsAsync(now, watch.Session, cancel))
            : shortcoming(now));
    }
}
