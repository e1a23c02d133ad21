using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class DiscoveryTests : CredentialTest
{
    [Fact]
    public void A_credential_file_where_the_shell_stands_is_found_and_verbose_names_it()
    {
        Folder.Write("ibm-credentials.env", System.Text.Encoding.UTF8.GetBytes(
            $"SPEECH_TO_TEXT_URL={Service.Uri}\nSPEECH_TO_TEXT_APIKEY={FakeService.Key}\nSPEECH_TO_TEXT_IAM_PROFILE_ID=x\n"));

        Result result = Shell.Run("Connect-SttService -MaximumRetryCount 0 -Verbose");

        Assert.Empty(result.Errors);
        Assert.Equal("Basic", result.Output.Single().Text("Authentication"));
        Assert.Contains(result.Verbose, line => line.Contains(Folder["ibm-credentials.env"], StringComparison.Ordinal));
        Assert.Contains(result.Verbose, line => line.Contains("IAM_PROFILE_ID", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Verbose, line => line.Contains(FakeService.Key, StringComparison.Ordinal));
    }

    [Fact]
    public void The_environment_is_found_and_WhatIf_connects_nothing()
    {
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", FakeService.Key);

        Assert.Empty(Shell.Get("Connect-SttService -WhatIf"));
        Assert.Empty(Service.Requests);
        Assert.Single(Shell.Get("Connect-SttService -MaximumRetryCount 0"));
    }

    [Fact]
    public void Vcap_services_are_found()
    {
        Set("VCAP_SERVICES", $$"""
            {"speech_to_text":[{"name":"x","credentials":
             {"url":"{{Service.Uri}}","username":"apikey","password":"{{FakeService.Key}}"} }]}
            """);

        Result result = Shell.Run("Connect-SttService -Verbose");

        Assert.Single(result.Output);
        Assert.Contains(result.Verbose, line => line.Contains("VCAP_SERVICES", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_found_comes_before_the_default_stored_credential()
    {
        Shell.Get("Set-SttCredential prod $args[0] -ApiKey $args[1] -Default", Service.Uri, Secret("wrong"));
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", FakeService.Key);

        Assert.Single(Shell.Get("Connect-SttService -MaximumRetryCount 0"));
    }

    [Fact]
    public void A_key_is_exchanged_where_a_token_service_is_named()
    {
        int exchanges = 0;
        Service.Answers["POST /identity/token"] = http =>
        {
            exchanges++;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                http.Response, """{"access_token":"t","expires_in":3600}""");
        };
        Service.Answers["GET /v1/models"] = http => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
            http.Response, http.Request.Headers.Authorization == "Bearer t" ? """{"models":[]}""" : "{}");
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", "any");
        Set("SPEECH_TO_TEXT_AUTH_URL", Service.Uri + "/identity/token");

        Assert.Equal("Iam", Shell.Get("Connect-SttService").Single().Text("Authentication"));
        Assert.Equal(1, exchanges);
    }

    [Theory]
    [InlineData("noAuth", "None")]
    [InlineData("BEARERTOKEN", "Bearer")]
    [InlineData("basic", "Basic")]
    public void The_type_of_authentication_is_followed(string type, string expected)
    {
        Service.Answers["GET /v1/models"] = http => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
            http.Response, """{"models":[]}""");
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_AUTH_TYPE", type);
        Set("SPEECH_TO_TEXT_BEARER_TOKEN", "t");
        Set("SPEECH_TO_TEXT_USERNAME", "me");
        Set("SPEECH_TO_TEXT_PASSWORD", "p");

        Assert.Equal(expected, Shell.Get("Connect-SttService").Single().Text("Authentication"));
    }

    [Theory]
    [InlineData("SPEECH_TO_TEXT_AUTH_TYPE", "container", "iam, basic")]
    [InlineData("SPEECH_TO_TEXT_AUTH_TYPE", "iam", "APIKEY is missing")]
    [InlineData("SPEECH_TO_TEXT_USERNAME", "me", "PASSWORD is missing")]
    [InlineData("SPEECH_TO_TEXT_URL", "https://stt.example.com", "No credentials are in")]
    [InlineData("VCAP_SERVICES", "[", "not JSON")]
    [InlineData("IBM_CREDENTIALS_FILE", "gone.env", "gone.env")]
    [InlineData("SPEECH_TO_TEXT_MAX_RETRIES", "many", "MAX_RETRIES in the environment variables")]
    [InlineData("SPEECH_TO_TEXT_RETRY_INTERVAL", "0", "not a number from 0.1")]
    public void A_source_that_can_not_be_used_is_an_error_that_names_what_is_wrong(string name, string value, string told)
    {
        Set(name, value);
        if (name.Contains("RETR", StringComparison.Ordinal)) Set("SPEECH_TO_TEXT_APIKEY", "k");

        Result result = Shell.Run("Connect-SttService");

        Assert.Equal("CredentialSourceUnusable", result.ErrorId);
        Assert.Contains(told, result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_client_s_identity_is_warned_of_and_not_used()
    {
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", FakeService.Key);
        Set("SPEECH_TO_TEXT_CLIENT_ID", "id");

        Result result = Shell.Run("Connect-SttService");

        Assert.Single(result.Output);
        Assert.Contains("CLIENT_SECRET", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", null, 1)]
    [InlineData("true", "2", 3)]
    [InlineData(null, "1", 2)]
    public void Retries_are_as_many_as_were_found(string? enable, string? most, int requests)
    {
        Service.Fail("GET /v1/models", 503, "{}");
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", FakeService.Key);
        if (enable is not null) Set("SPEECH_TO_TEXT_ENABLE_RETRIES", enable);
        if (most is not null) Set("SPEECH_TO_TEXT_MAX_RETRIES", most);
        Set("SPEECH_TO_TEXT_RETRY_INTERVAL", "0.1");

        Assert.Equal("ServiceUnavailable", Shell.Run("Connect-SttService").ErrorId);
        Assert.Equal(requests, Service.Requests.Count);

        Shell.Run("Connect-SttService -MaximumRetryCount 0");
        Assert.Equal(requests + 1, Service.Requests.Count);
    }

    [Fact]
    public void Requests_are_compressed_where_that_was_found_unless_a_parameter_says_otherwise()
    {
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", FakeService.Key);
        Set("SPEECH_TO_TEXT_ENABLE_GZIP", "True");
        string encoding = "";
        Service.Answers["POST /v1/customizations"] = http =>
        {
            encoding = http.Request.Headers.ContentEncoding.ToString();
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                http.Response, $$"""{"customization_id":"{{Service.Add("m")}}"}""");
        };

        Shell.Get("$null = Connect-SttService; $null = New-SttCustomModel a -Type Language");
        Assert.Equal("gzip", encoding);
        Shell.Get("$null = Connect-SttService -CompressRequest:$false; $null = New-SttCustomModel b -Type Language");
        Assert.Equal("", encoding);
    }

    [Fact]
    public void Where_nothing_is_found_the_error_says_what_was_looked_for()
    {
        Result result = Shell.Run("Connect-SttService");

        Assert.Equal("NoCredentials", result.ErrorId);
        Assert.Contains("VCAP_SERVICES", result.Error.Exception.Message, StringComparison.Ordinal);
    }
}
