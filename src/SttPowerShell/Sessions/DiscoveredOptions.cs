using System.Globalization;
using SttPowerShell.Client.Discovery;

namespace SttPowerShell.Sessions;

/// <summary>What IBM's properties say of how to talk to a service. Parameters come first.</summary>
internal sealed record DiscoveredOptions
{
    /// <summary>The properties that are read here.</summary>
    public static readonly string[] Names =
        ["DISABLE_SSL", "AUTH_DISABLE_SSL", "ENABLE_GZIP", "ENABLE_RETRIES", "MAX_RETRIES", "RETRY_INTERVAL"];

    private const int MostRetries = 20;
    private const double LongestInterval = 86400;

    /// <summary>DISABLE_SSL: certificates of the service aren't checked.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>AUTH_DISABLE_SSL: those of the token service.</summary>
    public bool SkipTokenServerCheck { get; init; }

    /// <summary>ENABLE_GZIP.</summary>
    public bool CompressRequests { get; init; }

    /// <summary>MAX_RETRIES, or 0 where ENABLE_RETRIES is false; null where neither is there.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>RETRY_INTERVAL, in seconds: the longest pause.</summary>
    public double? MaxRetryInterval { get; init; }

    /// <exception cref="DiscoveryException">A number isn't one.</exception>
    public static DiscoveredOptions From(ServiceProperties found)
    {
        bool retries = found["ENABLE_RETRIES"] is null || found.IsTrue("ENABLE_RETRIES");
        double? most = Number(found, "MAX_RETRIES", 0, MostRetries);
        return new DiscoveredOptions
        {
            SkipCertificateCheck = found.IsTrue("DISABLE_SSL"),
            SkipTokenServerCheck = found.IsTrue("AUTH_DISABLE_SSL"),
            CompressRequests = found.IsTrue("ENABLE_GZIP"),
            MaxRetries = retries ? (int?)most : 0,
            MaxRetryInterval = Number(found, "RETRY_INTERVAL", 0.1, LongestInterval),
        };
    }

    private static double? Number(ServiceProperties found, string name, double least, double most)
    {
        if (found[name] is not string text) return null;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value >= least && value <= most) return value;
        throw new DiscoveryException(string.Create(
            CultureInfo.InvariantCulture, $"{name} in {found} is not a number from {least} to {most}."));
    }
}
