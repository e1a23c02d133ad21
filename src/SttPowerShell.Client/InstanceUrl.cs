using System.Text.RegularExpressions;

namespace SttPowerShell.Client;

/// <summary>Whose service a URL is of.</summary>
internal enum InstanceHost
{
    /// <summary>Speech to Text on IBM Cloud.</summary>
    Cloud,
    /// <summary>Something else on IBM Cloud.</summary>
    OtherOfCloud,
    /// <summary>A host of IBM's from before it was called IBM Cloud.</summary>
    Former,
    /// <summary>A cluster of Cloud Pak for Data.</summary>
    CloudPak,
    /// <summary>Any other.</summary>
    Other,
}

/// <summary>What a service's URL tells of the instance that it names (contract section 1).</summary>
/// <param name="Host">Whose it is.</param>
/// <param name="Service">On IBM Cloud what the host is for, such as speech-to-text.</param>
/// <param name="Region">On IBM Cloud the region's name, such as us-south.</param>
/// <param name="InstanceId">The instance; null if the URL names none.</param>
internal sealed partial record InstanceUrl(InstanceHost Host, string? Service, string? Region, string? InstanceId)
{
    private const string Ours = "speech-to-text";

    private static readonly string[] Regions =
        ["us-south", "us-east", "eu-de", "eu-gb", "au-syd", "jp-tok", "kr-seo"];

    /// <summary>The regions where IBM Cloud has the service.</summary>
    public static IReadOnlyList<string> KnownRegions => Regions;

    public static InstanceUrl Of(Uri uri)
    {
        string host = uri.Host.ToLowerInvariant();
        string? instance = Instance().Match(uri.AbsolutePath) is { Success: true } named ? named.Groups[1].Value : null;
        if (WatsonHost().Match(host) is { Success: true } watson)
        {
            string service = watson.Groups[2].Value;
            return new InstanceUrl(
                service == Ours ? InstanceHost.Cloud : InstanceHost.OtherOfCloud, service, watson.Groups[1].Value,
                instance);
        }

        if (IsAt(host, "cloud.ibm.com")) return new InstanceUrl(InstanceHost.OtherOfCloud, host, null, instance);
        if (IsAt(host, "watsonplatform.net") || IsAt(host, "bluemix.net"))
        {
            return new InstanceUrl(InstanceHost.Former, null, null, instance);
        }

        bool isCluster = instance is not null
            && uri.AbsolutePath.StartsWith("/speech-to-text/", StringComparison.Ordinal);
        return new InstanceUrl(isCluster ? InstanceHost.CloudPak : InstanceHost.Other, null, null, instance);
    }

    private static bool IsAt(string host, string domain)
        => host == domain || host.EndsWith("." + domain, StringComparison.Ordinal);

    [GeneratedRegex(@"^api\.(?:private\.)?([a-z0-9-]+)\.([a-z0-9-]+)\.watson\.cloud\.ibm\.com$")]
    private static partial Regex WatsonHost();

    [GeneratedRegex("/instances/([^/]+)")]
    private static partial Regex Instance();
}
