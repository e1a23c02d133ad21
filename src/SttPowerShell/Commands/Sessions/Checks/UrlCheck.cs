using SttPowerShell.Client;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Checks a service's URL by its shape.</summary>
internal static class UrlCheck
{
    private const string Copy = "Copy the URL from the service's credentials: "
        + "https://api.REGION.speech-to-text.watson.cloud.ibm.com/instances/ID.";

    /// <summary>What keeps anything from being sent to it; null for nothing.</summary>
    public static Finding? Refusal(Uri uri, bool sendsSecrets)
    {
        try
        {
            EndpointRules.Check(uri, sendsSecrets, nameof(uri));
            return null;
        }
        catch (ArgumentException e)
        {
            return Failed(SttErrors.WithoutParameterName(e), Copy);
        }
    }

    /// <summary>What it looks like. A failure is sure; what only looks odd is left open.</summary>
    public static Finding Shape(Uri uri)
    {
        if (uri.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.OrdinalIgnoreCase)
            || uri.AbsolutePath.Contains("/v1/", StringComparison.OrdinalIgnoreCase))
        {
            return Failed("It goes on behind the instance, with /v1, which the module appends itself.",
                "Leave /v1 and all behind it out.");
        }
        InstanceUrl instance = InstanceUrl.Of(uri);
        return instance.Host switch
        {
            InstanceHost.Cloud => OfCloud(instance),
            InstanceHost.OtherOfCloud => Failed($"It is of another service of IBM Cloud: {instance.Service}.", Copy),
            InstanceHost.Former => Failed("IBM has replaced the hosts of this domain.", Copy),
            InstanceHost.CloudPak => new Finding("Url", true, $"Instance {instance.InstanceId} of Cloud Pak for Data."),
            _ => new Finding("Url", null, "The host isn't IBM Cloud's; the path is taken as it is."),
        };
    }

    private static Finding OfCloud(InstanceUrl instance)
    {
        if (!InstanceUrl.KnownRegions.Contains(instance.Region!))
        {
            return new Finding("Url", null, $"This module knows no region '{instance.Region}' of IBM Cloud. It knows: "
                + $"{string.Join(", ", InstanceUrl.KnownRegions)}.", Copy);
        }
        if (instance.InstanceId is null)
        {
            return new Finding("Url", null,
                $"Region {instance.Region}; it names no instance, so the credentials' own is taken.", Copy);
        }
        return Guid.TryParse(instance.InstanceId, out _)
            ? new Finding("Url", true, $"Region {instance.Region}, instance {instance.InstanceId}.")
            : new Finding("Url", null,
                $"Region {instance.Region}; '{instance.InstanceId}' doesn't look like the id of an instance.", Copy);
    }

    private static Finding Failed(string detail, string advice) => new("Url", false, detail, advice);
}
