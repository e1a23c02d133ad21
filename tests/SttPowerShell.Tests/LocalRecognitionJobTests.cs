using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Jobs, callbacks and a customer's data with the real service and a callback server of the test's own.</summary>
public sealed class LocalRecognitionJobTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Shell _shell = new();

    private string Data => _folder["data"];

    public void Dispose()
    {
        _shell.Run("Get-SttLocalService -DataDirectory $args[0] | Stop-SttLocalService", Data);
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_tells_its_callback_and_gives_its_transcript_until_the_customers_data_is_removed()
    {
        TaskCompletionSource<string> told = new();
        await using WebApplication receiver = await ReceiverAsync(http => http.Request.Query["challenge_string"].ToString(), told);
        string url = Address(receiver);
        string file = _folder.Write("silence.wav", Recording.Wave(2));
        _shell.Get("$null = Connect-SttService -Local -DataDirectory $args[0]", Data);

        object? job = _shell.Get("Register-SttCallback $args[0] -UserSecret $args[1]; "
            + "Start-SttRecognitionJob $args[2] -CallbackUri $args[0] -Event CompletedWithResults, Failed -UserToken t7 "
            + "-CustomerId c7 -ResultsTimeToLive 60", url, Secret(), file).Single();
        object? transcript = _shell.Get("$args[0] | Wait-SttRecognitionJob | Receive-SttRecognitionJob", job).Single();

        Assert.Equal(file, transcript.Text("Path"));
        Assert.Equal("", transcript.Text("Transcript"));
        Assert.Contains("\"user_token\":\"t7\"", await told.Task, StringComparison.Ordinal);
        Assert.Equal("t7", _shell.Get("Get-SttRecognitionJob").Single().Text("UserToken"));
        _shell.Get("Remove-SttUserData c7 -Confirm:$false");
        Assert.Empty(_shell.Get("Get-SttRecognitionJob"));
        _shell.Get("Unregister-SttCallback $args[0]", url);
        Assert.Equal("CallbackNotRegistered",
            _shell.Run("Start-SttRecognitionJob $args[0] -CallbackUri $args[1]", file, url).ErrorId);
    }

    [Fact]
    public async Task A_callback_that_answers_wrongly_or_never_is_refused_with_the_services_words()
    {
        await using WebApplication wrong = await ReceiverAsync(_ => "something else", new());
        await using WebApplication silent = await ReceiverAsync(null, new());
        _shell.Get("$null = Connect-SttService -Local -DataDirectory $args[0]", Data);

        foreach (WebApplication receiver in new[] { wrong, silent })
        {
            Result result = _shell.Run("Register-SttCallback $args[0]", Address(receiver));
            Assert.Equal("CallbackRefused", result.ErrorId);
            Assert.Contains("callback server", result.Error.Exception.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A callback server; without an answer it never answers.</summary>
    private static async Task<WebApplication> ReceiverAsync(
        Func<HttpContext, string>? answer, TaskCompletionSource<string> told)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async http =>
        {
            if (answer is null) await Task.Delay(-1, http.RequestAborted);
            else if (http.Request.Method == "GET")
            {
                http.Response.ContentType = "text/plain";
                await http.Response.WriteAsync(answer(http));
            }
            else
            {
                using StreamReader reader = new(http.Request.Body);
                told.TrySetResult(await reader.ReadToEndAsync());
            }
        });
        await app.StartAsync();
        return app;
    }

    private static string Address(WebApplication app) => app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/results";

    private static System.Security.SecureString Secret()
    {
        System.Security.SecureString secret = new();
        foreach (char c in "callback-secret") secret.AppendChar(c);
        return secret;
    }
}
