using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class SessionTests : ServiceTest
{
    [Fact]
    public void Connecting_proves_url_and_key_and_gives_the_session()
    {
        object session = Connect();

        Assert.Equal(["GET /v1/models"], Service.Requests);
        Assert.Equal("127.0.0.1", session.Text("Name"));
        Assert.Equal("en-US_BroadbandModel", session.Text("DefaultBaseModel"));
        Assert.Equal("Basic", session.Text("Authentication"));
        Assert.Equal(true, session.Property("IsOpen"));
        Assert.Equal(true, Shell.Get("$args[0].IsCurrent", session).Single());
        Assert.Same(session, Shell.Get("Get-SttSession").Single());
    }

    [Fact]
    public void A_wrong_key_is_an_authentication_error_without_the_key()
    {
        Result result = Shell.Run("Connect-SttService $args[0] -ApiKey $args[1]", Service.Uri,
            Secret("canary-key-8153"));

        Assert.Equal("AccessDenied", result.ErrorId);
        Assert.Equal(System.Management.Automation.ErrorCategory.AuthenticationError,
            result.Error.CategoryInfo.Category);
        Assert.Equal(401, result.Error.Exception.Property("StatusCode"));
        Assert.Contains(Service.Uri, result.Error.Exception.Message, StringComparison.Ordinal);
        string everything = $"{result.Error.Exception} {result.Error.ErrorDetails} {result.Error.TargetObject}";
        Assert.DoesNotContain("canary", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("apikey:canary-key-8153"u8), everything, StringComparison.Ordinal);
        Assert.Empty(Shell.Get("Get-SttSession"));
    }

    [Fact]
    public void A_key_in_plain_text_is_refused_with_advice()
    {
        Result result = Shell.Run("Connect-SttService -Uri $args[0] -ApiKey 'abc8153'", Service.Uri);

        Assert.StartsWith("ParameterArgumentTransformationError", result.ErrorId, StringComparison.Ordinal);
        Assert.Contains("Read-Host -AsSecureString", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("SPEECH_TO_TEXT_APIKEY", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("8153", result.Error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void The_environment_variable_stands_in_for_the_key()
    {
        Environment.SetEnvironmentVariable("SPEECH_TO_TEXT_APIKEY", FakeService.Key);
        try
        {
            Result result = Shell.Run("Connect-SttService $args[0] -Verbose", Service.Uri);
            Assert.Single(result.Output);
            Assert.Contains(result.Verbose, v => v.Contains("SPEECH_TO_TEXT_APIKEY", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("SPEECH_TO_TEXT_APIKEY", null);
        }
        Assert.Equal("NoApiKey", Shell.Run("Connect-SttService $args[0]", Service.Uri).ErrorId);
    }

    [Theory]
    [InlineData("{url}")]
    [InlineData("nowhere")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://user:canary@127.0.0.1/")]
    [InlineData("http://speech.example.com/")]
    public void A_url_that_can_not_be_right_is_refused_before_anything_is_sent(string url)
    {
        Result result = Shell.Run("Connect-SttService $args[0] -ApiKey $args[1]", url, Secret("k"));

        Assert.Equal("InvalidConnection", result.ErrorId);
        Assert.DoesNotContain("canary", $"{result.Error} {result.Error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_for_the_key_is_refused()
    {
        Result result = Shell.Run("Connect-SttService $args[0] -ApiKey $args[1]", Service.Uri, Secret("{apikey}"));

        Assert.Equal("InvalidConnection", result.ErrorId);
        Assert.Contains("begins or ends with", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_url_of_something_else_says_so()
    {
        Service.Fail("GET /v1/models", 404, "<html>Not here</html>", "text/html");

        Assert.Equal("ServiceNotFound",
            Shell.Run("Connect-SttService $args[0] -NoAuthentication", Service.Uri).ErrorId);
    }

    [Fact]
    public void A_refused_connection_is_a_connection_error()
    {
        Result result = Shell.Run("Connect-SttService http://127.0.0.1:1 -NoAuthentication");

        Assert.Equal("ConnectionFailed", result.ErrorId);
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("It was sent", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_connects_nothing()
    {
        Assert.Empty(Shell.Get("Connect-SttService $args[0] -ApiKey $args[1] -WhatIf", Service.Uri, Secret("k")));

        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void An_unknown_default_base_model_is_an_error_that_names_those_there_are()
    {
        Result result = Shell.Run("Connect-SttService $args[0] -ApiKey $args[1] -DefaultBaseModel xx-XX", Service.Uri,
            Secret(FakeService.Key));

        Assert.Equal("BaseModelNotFound", result.ErrorId);
        Assert.Contains("en-US_Telephony", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Shell.Get("Get-SttSession"));
    }

    [Fact]
    public void Without_a_session_the_error_says_how_to_connect()
    {
        Result result = Shell.Run("Get-SttCustomModel");

        Assert.Equal("NotConnected", result.ErrorId);
        Assert.Contains("Connect-SttService -Local", result.Error.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_session_connected_last_is_the_current_one_and_another_can_be_selected()
    {
        Connect("-Name first");
        Connect("-Name second");

        Assert.Equal("second", Shell.Get("Get-SttSession -Current").Single().Text("Name"));
        Assert.Equal("first", Shell.Get("Select-SttSession first -PassThru").Single().Text("Name"));
        Assert.Equal("first", Shell.Get("(Get-SttBaseModel)[0].Session").Single().Text("Name"));
        Assert.Equal("second", Shell.Get("(Get-SttBaseModel -Session second)[0].Session").Single().Text("Name"));
        Assert.Equal("SessionNameTaken",
            Shell.Run("Connect-SttService $args[0] -NoAuthentication -Name FIRST", Service.Uri).ErrorId);
    }

    [Fact]
    public void Another_runspace_uses_the_only_open_session_but_must_choose_among_several()
    {
        using Shell other = new();
        Connect("-Name first");

        Assert.Equal("first", other.Get("(Get-SttBaseModel)[0].Session").Single().Text("Name"));
        Assert.Empty(other.Get("Get-SttSession -Current"));

        Connect("-Name second");
        Result result = other.Run("Get-SttBaseModel");
        Assert.Equal("SeveralSessions", result.ErrorId);
        Assert.Contains("first", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("second", result.Error.Exception.Message, StringComparison.Ordinal);

        other.Get("Select-SttSession first");
        Assert.Equal("second", Shell.Get("Get-SttSession -Current").Single().Text("Name"));
        Assert.Equal("first", other.Get("Get-SttSession -Current").Single().Text("Name"));
    }

    [Fact]
    public void A_session_object_works_in_another_runspace()
    {
        using Shell other = new();
        Connect("-Name first");
        object session = Connect("-Name second");

        Assert.Equal(2, other.Get("Get-SttBaseModel -Session $args[0]", session).Length);
    }

    [Fact]
    public void A_closed_session_is_an_error_that_says_so()
    {
        object session = Connect();

        Assert.Empty(Shell.Get("Get-SttSession | Disconnect-SttService"));
        Assert.Equal(false, session.Property("IsOpen"));
        Assert.Equal("SessionClosed", Shell.Run("Get-SttBaseModel -Session $args[0]", session).ErrorId);
        Assert.Equal("NotConnected", Shell.Run("Disconnect-SttService").ErrorId);
        Assert.Empty(Shell.Get("Disconnect-SttService $args[0]", session));
    }

    [Fact]
    public void An_unknown_session_name_is_an_error_that_names_the_open_ones()
    {
        Connect("-Name first");

        Assert.Contains("first", Shell.Run("Get-SttBaseModel -Session nope").Error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal("SessionNotFound", Shell.Run("Get-SttSession nope").ErrorId);
        Assert.Single(Shell.Get("Get-SttSession fi*"));
    }
}
