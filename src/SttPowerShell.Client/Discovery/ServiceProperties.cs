namespace SttPowerShell.Client.Discovery;

/// <summary>
/// What one source says of a service: IBM's property names without the service's prefix, such as URL and APIKEY
/// (contract section 2).
/// </summary>
/// <param name="Source">Where it was found, as a person would name it.</param>
/// <param name="Values">Values by name; names are compared without case.</param>
internal sealed record ServiceProperties(string Source, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The value of a property; null if it is missing or empty.</summary>
    public string? this[string name]
        => Values.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>Whether a property is the text <c>true</c>.</summary>
    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A URL.</summary>
    /// <exception cref="DiscoveryException">It is not one.</exception>
    public Uri? Url(string name)
    {
        if (this[name] is not string text) return null;
        // What isn't a URL may be a secret on the wrong line, so it isn't shown.
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
            ? url
            : throw new DiscoveryException($"{name} in {Source} is not a URL: it must begin with https://.");
    }

    /// <summary>The source, without any value: a record prints its members otherwise.</summary>
    public override string ToString() => Source;
}

/// <summary>A source of credentials can't be used. The message names the source, and shows no value.</summary>
internal sealed class DiscoveryException(string message, Exception? inner = null) : Exception(message, inner);
