using System.Data.Common;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>The addresses that jobs may tell of what happens to them, and how they come and go.</summary>
internal sealed class Callbacks(ServiceStore store, CallbackClient client, TimeProvider clock)
{
    /// <summary>How many an owner may register in <see cref="CountedTime"/>.</summary>
    internal const int MostRegistrations = 20;

    internal static readonly TimeSpan CountedTime = TimeSpan.FromHours(1);

    /// <summary>Registers an address that answers the challenge. One that is registered stays as it is.</summary>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="RequestRefusedException">
    /// It is no address, it answers the challenge wrongly or not at all, or too many were registered.
    /// </exception>
    public async Task<bool> RegisterAsync(
        Guid owner, RegisteredCallback callback, string? customerId, CancellationToken cancel)
    {
        CheckUrl(callback.Url);
        bool known = await store.ReadAsync(
            connection => IsKnown(connection, owner, callback), cancel).ConfigureAwait(false);
        if (known) return false;
        if (await client.ChallengeAsync(callback, cancel).ConfigureAwait(false) is string failure)
        {
            throw Refused($"unable to register callback url '{callback.Url}', callback server {failure}");
        }
        return await store.WriteAsync(
            transaction =>
            {
                DateTimeOffset now = clock.GetUtcNow();
                CallbackTable.ForgetRegistered(transaction, now - CountedTime);
                return !IsKnown(transaction.Connection!, owner, callback)
                    && CallbackTable.TryInsert(transaction, owner, callback, customerId, now);
            },
            cancel).ConfigureAwait(false);
    }

    /// <summary>Forgets an address: from now on nothing is sent there.</summary>
    /// <exception cref="RequestRefusedException">It isn't registered.</exception>
    public async Task UnregisterAsync(Guid owner, string url, CancellationToken cancel)
    {
        bool removed = await store.WriteAsync(transaction => CallbackTable.Delete(transaction, owner, url), cancel)
            .ConfigureAwait(false);
        if (removed) return;
        throw new RequestRefusedException(
            StatusCodes.Status404NotFound, $"unable to unregister callback url '{url}', it is not registered");
    }

    private bool IsKnown(DbConnection connection, Guid owner, RegisteredCallback callback)
    {
        if (CallbackTable.Find(connection, owner, callback.Url) is not null) return true;
        if (CallbackTable.CountRegistered(connection, owner, clock.GetUtcNow() - CountedTime) < MostRegistrations)
        {
            return false;
        }
        throw Refused($"unable to register callback url '{callback.Url}', at most {MostRegistrations} callback urls "
            + "can be registered in an hour. Try again later");
    }

    private static void CheckUrl(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0 && address.Fragment.Length == 0)
        {
            return;
        }
        throw Refused($"Invalid value '{url}' for parameter 'callback_url': an absolute http or https URL without user "
            + "and fragment is expected");
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
