using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class TokenTests : ServiceTest
{
    private readonly ConcurrentDictionary<string, bool> _good = new();

    [Fact]
    public void A_token_is_sent_as_it_is_and_a_refused_one_is_an_error_without_it()
    {
        AcceptTokens("t-canary");

        Assert.Equal("Bearer", Shell.Get("Connect-SttService $args[0] -Token $args[1]", Service.Uri, Secret("t-canary"))
            .Single().Text("Authentication"));
        _good.Clear();
        Result result = Shell.Run("Get-SttCustomModel; Get-SttBaseModel");

        Assert.All(result.Errors, e => Assert.DoesNotContain("canary", $"{e.Exception} {e.ErrorDetails}",
            StringComparison.Ordinal));
        Assert.Contains(result.Errors, e => e.ErrorDetails.RecommendedAction.Contains("-TokenScript",
            StringComparison.Ordinal));
    }

    [Fact]
    public void A_script_sees_what_is_around_it_and_is_called_again_when_its_token_is_refused()
    {
        AcceptTokens("t1", "t2");

        Shell.Get("$calls = 0; $null = Connect-SttService $args[0] -TokenScript { $script:calls++; \"t$script:calls\" }",
            Service.Uri);
        Shell.Get("$null = Get-SttBaseModel");
        Assert.Equal(1, Shell.Get("$calls").Single());
        _good.TryRemove("t1", out _);
        Shell.Get("$null = Get-SttBaseModel");

        Assert.Equal(2, Shell.Get("$calls").Single());
    }

    [Fact]
    public async Task In_another_runspace_a_copy_of_the_script_runs_though_its_own_is_busy()
    {
        AcceptTokens("t-here", "t-there");
        Shell.Get("$global:where = 'here'; $null = Connect-SttService $args[0] -TokenScript { \"t-$global:where\" }",
            Service.Uri);
        _good.TryRemove("t-here", out _);
        using Shell other = new();
        using ManualResetEventSlim busy = new();
        Task<Result> blocked = Task.Run(() => Shell.Run("$args[0].Wait(20000)", busy));

        object?[] models = other.Get("$global:where = 'there'; Get-SttBaseModel");

        Assert.Equal(2, models.Length);
        Assert.False(blocked.IsCompleted);
        busy.Set();
        await blocked;
    }

    [Theory]
    [InlineData("throw 'no token today'", "no token today")]
    [InlineData("", "0 values")]
    [InlineData("'a', 'b'", "2 values")]
    [InlineData("5", "Int32")]
    [InlineData("$null", "null")]
    [InlineData("'Bearer x'", "can't be sent")]
    public void A_script_that_gives_no_token_is_an_error_that_says_why(string script, string told)
    {
        Result result = Shell.Run($"Connect-SttService $args[0] -TokenScript {{ {script} }}", Service.Uri);

        Assert.Equal("TokenScriptFailed", result.ErrorId);
        Assert.Contains(told, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_script_that_uses_the_session_that_it_supplies_is_told_so_instead_of_hanging()
    {
        AcceptTokens("t1");
        Shell.Get("$first = $true; $null = Connect-SttService $args[0] -Name own -TokenScript { if ($script:first) { 't1' } "
            + "else { Get-SttBaseModel -Session own -ErrorAction Stop } }", Service.Uri);
        _good.Clear();

        Result result = Shell.Run("$first = $false; Get-SttBaseModel");

        Assert.Contains(result.Errors, e => e.Exception.Message.Contains("wait for itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Cloud_pak_for_data_is_asked_at_the_services_own_host()
    {
        AcceptTokens("t-cloudpak");
        Service.Answers["POST /icp4d-api/v1/authorize"] = http => http.Response.WriteAsync("""{"token":"t-cloudpak"}""");

        object session = Shell.Get(
            "Connect-SttService $args[0] -Authentication CloudPak -Credential ([pscredential]::new('me', $args[1]))",
            Service.Uri, Secret("p")).Single()!;

        Assert.Equal("CloudPak", session.Text("Authentication"));
        Assert.Equal("CloudPak", Shell.Get("Connect-SttService $args[0] -UserName me -ApiKey $args[1]", Service.Uri,
            Secret("k")).Single().Text("Authentication"));
    }

    private void AcceptTokens(params string[] tokens)
    {
        foreach (string token in tokens) _good[token] = true;
        Service.Answers["GET /v1/models"] = AnswerModelsAsync;
    }

    private Task AnswerModelsAsync(HttpContext http)
    {
        string header = http.Request.Headers.Authorization.ToString();
        bool isGood = header.StartsWith("Bearer ", StringComparison.Ordinal) && _good.ContainsKey(header[7..]);
        http.Response.StatusCode = isGood ? 200 : 401;
        return http.Response.WriteAsync(isGood
            ? """{"models":[{"name":"a","language":"en-US","rate":8000,"url":"x"},{"name":"b","language":"en-US","rate":8000,"url":"x"}]}"""
            : """{"code":401,"error":"Unauthorized"}""");
    }
}
