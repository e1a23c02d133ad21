using System.Net.NetworkInformation;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Many runspaces that use one session while its tokens end.</summary>
public sealed class TokenExpiryTests : ServiceTest
{
    private const int Runspaces = 32;
    private const int CallsOfEach = 313; // 10,016 together.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _clock = new();
    private string _good = "";
    private int _exchanges;
    private int _answers;

    [Fact]
    public async Task Ten_thousand_calls_go_through_two_expiries_with_one_token_request_each_and_leave_nothing_open()
    {
        ServeIam();
        Shell.Get("Disconnect-SttService -Session $args[0]", OpenSession());
        _exchanges = 0;
        Shell[] shells = [.. Enumerable.Range(0, Runspaces).Select(_ => new Shell())];
        await UntilAsync(() => Connections() == 0);
        int handles = Handles();
        try
        {
            object session = OpenSession();
            UseClock(session);
            _answers = 0;
            Task<Result>[] calling = [.. shells.Select(shell => Task.Factory.StartNew(
                () => shell.Run("foreach ($i in 1..$args[1]) { Get-SttBaseModel -Session $args[0] }", session, CallsOfEach),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

            Result[] results = await Task.WhenAll(calling).WaitAsync(Limit);

            Assert.All(results, r => Assert.Empty(r.Errors));
            Assert.All(results, r => Assert.Equal(CallsOfEach, r.Output.Length));
            Assert.Equal(3, _exchanges);
            Shell.Get("Disconnect-SttService -Session $args[0]", session);
            await UntilAsync(() => Connections() == 0);
            await UntilAsync(() => Handles() <= handles);
        }
        finally
        {
            foreach (Shell shell in shells) shell.Runspace.Dispose();
        }
    }

    private object OpenSession()
        => Shell.Get("Connect-SttService $args[0] -ApiKey $args[1] -AuthenticationUri $args[0]",
            Service.Uri, Secret("key")).Single()!;

    /// <summary>An ended token is refused, also where it was on its way before.</summary>
    private void EndToken()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _good = "";
    }

    private void ServeIam()
    {
        Service.Answers["GET /v1/models"] = AnswerModelsAsync;
        Service.Answers["POST /identity/token"] = async http =>
        {
            string token = $"t{Interlocked.Increment(ref _exchanges)}";
            await Task.Delay(20);
            _good = token;
            await http.Response.WriteAsync($$"""{"access_token":"{{token}}","expires_in":3600}""");
        };
    }

    private Task AnswerModelsAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {_good}")
        {
            http.Response.StatusCode = 401;
            return http.Response.WriteAsync("""{"code":401,"error":"Unauthorized"}""");
        }
        if (Interlocked.Increment(ref _answers) is Runspaces * CallsOfEach / 3 or Runspaces * CallsOfEach * 2 / 3) EndToken();
        return http.Response.WriteAsync("""{"models":[{"name":"a","language":"en-US","rate":8000,"url":"x"}]}""");
    }

    /// <summary>Open connections to the service, or those that one side hasn't closed.</summary>
    private int Connections()
    {
        int port = new Uri(Service.Uri).Port;
        return IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Count(c
            => c.State != TcpState.TimeWait && (c.LocalEndPoint.Port == port || c.RemoteEndPoint.Port == port));
    }

    /// <summary>What this process has open; only Linux tells it so simply.</summary>
    private static int Handles()
        => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0;

    private static async Task UntilAsync(Func<bool> condition)
    {
        DateTime end = DateTime.UtcNow + Limit;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "It never came about.");
            GC.Collect();
            await Task.Delay(50);
        }
    }

    /// <summary>Lets the session's tokens end by the test's clock.</summary>
    private void UseClock(object session)
    {
        object client = session.GetType().GetProperty("Client", BindingFlags.NonPublic | BindingFlags.Instance)!
            .GetValue(session)!;
        object authenticator = Field(client, "_authenticator", client.GetType());
        object tokens = Field(authenticator, "_tokens", authenticator.GetType().BaseType!);
        tokens.GetType().GetField("_clock", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(tokens, _clock);
    }

    private static object Field(object owner, string name, Type type)
        => type.GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(owner)!;
}
