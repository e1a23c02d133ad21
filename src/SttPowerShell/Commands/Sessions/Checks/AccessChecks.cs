using System.Globalization;
using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Checks what a service answers to these credentials: URL, credentials, base models, custom models.</summary>
/// <param name="client">A client with the credentials.</param>
/// <param name="session">The session that is checked; null if it is none.</param>
internal sealed class AccessChecks(SpeechToTextClient client, SttSession? session)
{
    /// <summary>The findings in their order, of which none is missing.</summary>
    /// <param name="url">What the URL's shape tells.</param>
    /// <param name="cancel">Ends the requests.</param>
    public async IAsyncEnumerable<Finding> RunAsync(
        Finding url, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        (IReadOnlyList<SpeechModel>? models, ErrorRecord? error, string? failed) = await ListModelsAsync(cancel);
        yield return failed == "Url" ? Failed("Url", error!, url.Recommendation) : models is null ? url : Proved(url);
        if (failed == "Url")
        {
            yield return Skipped("Credentials", failed);
        }
        else
        {
            yield return failed switch
            {
                null => new Finding("Credentials", true, "The service takes them."),
                "Credentials" => Failed("Credentials", error!),
                _ => new Finding("Credentials", null, "The service came to no judgement on them."),
            };
        }
        yield return failed switch
        {
            null => new Finding("BaseModels", true, string.Create(
                CultureInfo.InvariantCulture, $"The service lists {models!.Count} base models.")),
            "BaseModels" => Failed("BaseModels", error!),
            _ => Skipped("BaseModels", failed),
        };
        yield return failed is null ? await CustomModelsAsync(cancel) : Skipped("CustomModels", failed);
    }

    /// <summary>What isn't checked because it would fail for the same reason.</summary>
    public static Finding Skipped(string check, string failed)
        => new(check, null, $"Not checked, because {failed} failed.");

    // An answer proves that an odd URL is right all the same.
    private static Finding Proved(Finding url) => url with { Passed = true, Recommendation = null };

    private async Task<(IReadOnlyList<SpeechModel>? Models, ErrorRecord? Error, string? Failed)> ListModelsAsync(
        CancellationToken cancel)
    {
        try
        {
            return (await client.Models.ListAsync(cancel), null, null);
        }
        catch (SttApiException e)
        {
            return (null, ServiceErrors.From(e, null, session), Blame(e));
        }
        catch (SttTransportException e)
        {
            string blame = e.Operation == "getToken" ? "Credentials"
                : e.Failure == TransportFailure.InvalidAnswer ? "Url"
                : "BaseModels";
            return (null, ServiceErrors.From(e, null, session), blame);
        }
    }

    private static string Blame(SttApiException e) => e.Operation == "getToken" ? "Credentials" : e.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Credentials",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "Url",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone => "Url",
        _ => "BaseModels",
    };

    private async Task<Finding> CustomModelsAsync(CancellationToken cancel)
    {
        try
        {
            int language = (await client.LanguageModels.ListAsync(null, cancel)).Count;
            string found = string.Create(CultureInfo.InvariantCulture, $"{language} language models");
            try
            {
                int acoustic = (await client.AcousticModels.ListAsync(null, cancel)).Count;
                return new Finding("CustomModels", true, string.Create(
                    CultureInfo.InvariantCulture, $"{found}, {acoustic} acoustic models."));
            }
            catch (SttApiException e) when (ServiceErrors.IsMissingRoute(e))
            {
                return new Finding("CustomModels", true, $"{found}; the service has no acoustic models.");
            }
        }
        catch (SttApiException e)
        {
            bool isDenied = e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
            return Failed("CustomModels", ServiceErrors.From(e, null, session), isDenied
                ? "These credentials may use base models but not custom models: whom they belong to needs a role that "
                    + "may, and the instance a plan that has custom models."
                : null);
        }
        catch (SttTransportException e)
        {
            return Failed("CustomModels", ServiceErrors.From(e, null, session));
        }
    }

    private static Finding Failed(string check, ErrorRecord error, string? advice = null)
        => new(check, false, error.Exception.Message, advice ?? error.ErrorDetails.RecommendedAction);
}
