using System.Net;
using System.Net.Sockets;
using SttPowerShell.LocalService.Api.Authentication;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>Makes the application listen, and tells local clients where.</summary>
internal static class Listener
{
    /// <summary>Listens until the service is stopped; its endpoint file is there for as long.</summary>
    /// <exception cref="StartupException">It can't listen where it shall.</exception>
    public static async Task ServeAsync(this WebApplication app, DataDirectory data)
    {
        string uri = await app.ListenAsync(CancellationToken.None).ConfigureAwait(false);
        string apiKey = app.Services.GetRequiredService<Instances>().Default.ApiKey!;
        EndpointFile endpoint = await EndpointFile.WriteAsync(data, uri, apiKey, CancellationToken.None)
            .ConfigureAwait(false);
        Log.Listening(app.Logger, ServiceHosting.Version, uri, data.Root);
        // Removed before the last requests end, so that no new client comes.
        using CancellationTokenRegistration stopping = app.Lifetime.ApplicationStopping.Register(() =>
        {
            Log.Stopping(app.Logger);
            endpoint.Remove();
        });
        await app.WaitForShutdownAsync().ConfigureAwait(false);
    }

    /// <summary>Starts the application, and gives the URI at which this machine's clients reach it.</summary>
    /// <exception cref="StartupException">It can't listen where it shall.</exception>
    private static async Task<string> ListenAsync(this WebApplication app, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (failure is IOException or SocketException or FormatException or InvalidOperationException)
        {
            string urls = app.Configuration["urls"] ?? "the default address";
            throw new StartupException($"The service can't listen at {urls}: {failure.Message}", failure);
        }
        foreach (string address in app.Urls)
        {
            if (!IsLoopback(address)) Log.NotLoopback(app.Logger, address);
        }
        return LocalUri(app.Urls.First());
    }

    private static bool IsLoopback(string address)
    {
        string host = BindingAddress.Parse(address).Host;
        return host == "localhost" || (IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>A wildcard is no address that one can connect to; loopback is part of it.</summary>
    private static string LocalUri(string address)
    {
        BindingAddress binding = BindingAddress.Parse(address);
        bool isWildcard = binding.Host is "*" or "+"
            || (IPAddress.TryParse(binding.Host, out IPAddress? ip)
                && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return $"{binding.Scheme}://{(isWildcard ? "127.0.0.1" : binding.Host)}:{binding.Port}";
    }
}
