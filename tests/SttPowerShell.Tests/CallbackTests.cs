using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Callbacks and a customer's data through the cmdlets.</summary>
public sealed class CallbackTests : ServiceTest
{
    private const string Register = "POST /v1/register_callback";

    [Fact]
    public void A_callback_is_registered_with_its_secret_and_unregistered()
    {
        Service.Fail(Register, 201, """{"status":"created","url":"https://x.example/cb"}""");
        Service.Fail("POST /v1/unregister_callback", 200, "{}");
        Connect();

        Shell.Get("Register-SttCallback https://x.example/cb -UserSecret $args[0]; "
            + "Unregister-SttCallback https://x.example/cb", Secret("s&cret"));

        Assert.Equal(
            [
                "POST /v1/register_callback?callback_url=https%3A%2F%2Fx.example%2Fcb&user_secret=s%26cret",
                "POST /v1/unregister_callback?callback_url=https%3A%2F%2Fx.example%2Fcb",
            ],
            Service.Requests.TakeLast(2));
    }

    [Fact]
    public void A_registered_callback_keeps_its_secret_and_a_warning_says_so()
    {
        Service.Fail(Register, 200, """{"status":"already created","url":"https://x.example"}""");
        Connect();

        Result result = Shell.Run("Register-SttCallback https://x.example -UserSecret $args[0]", Secret("s"));

        Assert.Contains("Unregister-SttCallback", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(Shell.Run("Register-SttCallback https://x.example").Warnings);
    }

    [Fact]
    public void A_refusal_has_the_services_words_and_not_the_secret()
    {
        Service.Fail(Register, 400, """
            {"code":400,"error":"unable to register callback url 'https://x.example' with user_secret=top%26secret top&secret"}
            """);
        Connect();

        Result result = Shell.Run("Register-SttCallback https://x.example -UserSecret $args[0] -Verbose",
            Secret("top&secret"));

        Assert.Equal("CallbackRefused", result.ErrorId);
        Assert.Contains("unable to register", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("challenge_string", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        string all = result.Error + result.Error.Exception.ToString() + string.Concat(result.Verbose);
        Assert.DoesNotContain("top&secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("top%26secret", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_plain_text_is_refused_with_advice()
    {
        Connect();

        Result result = Shell.Run("Register-SttCallback https://x.example -UserSecret 'plain'");

        Assert.Contains("-UserSecret (Read-Host -AsSecureString", result.Error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void An_unknown_callback_is_an_error_and_the_others_go_on()
    {
        int asked = 0;
        Service.Answers["POST /v1/unregister_callback"] = http =>
        {
            if (++asked == 2) return Task.CompletedTask;
            http.Response.StatusCode = 404;
            http.Response.ContentType = "application/json";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                http.Response, """{"code":404,"error":"unable to unregister callback url, it is not registered"}""");
        };
        Connect();

        Result result = Shell.Run("'https://a.example', 'relative', 'https://b.example' | Unregister-SttCallback");

        Assert.Equal(["CallbackNotRegistered", "InvalidCallback"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_customers_data_is_deleted_by_id()
    {
        Service.Fail("DELETE /v1/user_data", 200, "{}");
        Connect();

        Shell.Get("'c 1', 'c2' | Remove-SttUserData -Confirm:$false");

        Assert.Equal(["DELETE /v1/user_data?customer_id=c%201", "DELETE /v1/user_data?customer_id=c2"],
            Service.Requests.TakeLast(2));
    }
}
