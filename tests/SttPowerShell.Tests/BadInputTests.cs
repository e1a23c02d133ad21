using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>What is wrong is named, with the way on; what is right goes on.</summary>
public sealed class BadInputTests : ServiceTest
{
    [Fact]
    public void A_key_that_the_token_service_refuses_is_an_authentication_error()
    {
        Service.Fail("POST /identity/token", 400,
            """{"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found."}""");

        Result result = Shell.Run("Connect-SttService $args[0] -ApiKey $args[1] -AuthenticationUri $args[0]",
            Service.Uri, Secret("canary-key-8153"));

        Assert.Equal("AccessDenied", result.ErrorId);
        Assert.Contains("Provided API key could not be found.", result.Error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("/identity/token", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{result.Error.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_security_error()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.Now.AddDays(-1),
            DateTimeOffset.Now.AddDays(1));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("https://127.0.0.1:0").UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel
            => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        await using WebApplication app = builder.Build();
        await app.StartAsync();

        Result result = Shell.Run("Connect-SttService $args[0] -ApiKey $args[1]", app.Urls.Single(), Secret("k"));

        Assert.Equal("SecureConnectionFailed", result.ErrorId);
        Assert.Contains("certificate", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("trusts their certificate", result.Error.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_has_gone_is_no_such_model_and_not_a_wrong_key()
    {
        Folder.Write("call.wav", Recording.Wave());
        string id = Service.Add("words");
        Connect();
        object? model = Shell.Get("Get-SttCustomModel words").Single();
        Service.Fail("POST /v1/recognize", 401,
            $$"""{"code":401,"error":"Invalid customization_id '{{id}}' for user"}""");

        Result result = Shell.Run("Invoke-SttRecognition call.wav -LanguageModel $args[0]", model);

        Assert.Equal("CustomModelNotFound", result.ErrorId);
        Assert.Contains(id, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Get-SttCustomModel", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_another_base_that_only_the_service_knows_says_so()
    {
        Folder.Write("call.wav", Recording.Wave());
        Service.Models[("customizations", Service.Add("words"))].Remove("base_model_name");
        Service.Fail("POST /v1/recognize", 400,
            """{"code":400,"error":"Custom model x is not compatible with base model en-US_Telephony"}""");
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition call.wav -LanguageModel words -BaseModel en-US_Telephony");

        Assert.Equal("WrongBaseModel", result.ErrorId);
        Assert.Contains("not compatible", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-BaseModel", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_a_slash_is_a_name_like_any_other()
    {
        Connect();

        string id = Shell.Get("New-SttCustomModel '../a/b?c' -Type Language").Single().Text("Id");
        Assert.Equal(id, Shell.Get("Get-SttCustomModel '../a/b?c'").Single().Text("Id"));
        Shell.Get("Remove-SttCustomModel '../a/b?c' -Confirm:$false");

        Assert.Empty(Service.Models);
    }

    [Fact]
    public void A_content_type_that_is_none_is_refused_with_an_example()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition call.wav -ContentType 'foo bar'");

        Assert.Equal("InvalidContentType", result.ErrorId);
        Assert.Contains("audio/flac", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Service.Audio);
    }

    [Fact]
    public void A_folder_and_a_deleted_file_from_the_pipeline_are_named_as_paths()
    {
        Folder.Write("gone.wav", Recording.Wave());
        Directory.CreateDirectory(Folder["takes.wav"]);
        Connect();

        Result result = Shell.Run("""
            [pscustomobject]@{ PSPath = 'Microsoft.PowerShell.Core\FileSystem::' + $args[0] },
            [pscustomobject]@{ PSPath = 'Microsoft.PowerShell.Core\FileSystem::' + $args[1] } | Invoke-SttRecognition
            """, Folder["takes.wav"], Folder["missing.wav"]);

        Assert.Equal([$"'{Folder["takes.wav"]}' is a directory.", $"There is no file '{Folder["missing.wav"]}'."],
            result.Errors.Select(e => e.Exception.Message));
    }

    [Fact]
    public void Audio_in_memory_that_is_too_short_is_named_as_that()
    {
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition -InputObject ([byte[]]::new(15))");

        Assert.Equal("AudioTooShort", result.ErrorId);
        Assert.Equal("the audio in memory has 15 bytes, and the service needs at least 100.",
            result.Error.Exception.Message);
    }

    [Fact]
    public void With_Stop_the_first_error_ends_the_script_and_names_its_file()
    {
        Folder.Write("a.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run(
            "$ErrorActionPreference = 'Stop'; 'a.wav', 'missing.wav', 'a.wav' | Invoke-SttRecognition; 'not reached'");

        Assert.Contains("'missing.wav'", result.Thrown!.Message, StringComparison.Ordinal);
        Assert.Single(Service.Audio);
        Shell.Run("$ErrorActionPreference = 'Continue'");
    }
}
