namespace SttPowerShell.Client;

/// <summary>Which URLs may be called, and with credentials.</summary>
internal static class EndpointRules
{
    /// <exception cref="ArgumentException">The URL can't be used; the message says why.</exception>
    public static void Check(Uri endpoint, bool sendsSecrets, string parameter)
    {
        Placeholder.Reject(endpoint.OriginalString, "URL", parameter);
        // Whoever writes user:password@ into a URL has it in logs and histories; it is not repeated here either.
        if (endpoint.IsAbsoluteUri && endpoint.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"The URL of {endpoint.Host} holds credentials. Give them separately, not in the URL.", parameter);
        }

        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
        {
            // user:password@host without https:// before it is a URL of the scheme user.
            string shown = endpoint.OriginalString.Contains('@') ? "What is given" : $"'{endpoint.OriginalString}'";
            throw new ArgumentException(
                $"{shown} is not a service URL: it must begin with https:// (or http:// on this machine).", parameter);
        }

        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"The service URL {endpoint.GetLeftPart(UriPartial.Path)} must not have a query or a fragment.",
                parameter);
        }

        if (sendsSecrets && endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback)
        {
            throw new ArgumentException(
                $"Credentials are not sent over plain http to {endpoint.Host}, where anyone on the way could read "
                + "them. Use an https:// URL.",
                parameter);
        }
    }
}

/// <summary>Finds the mistake of leaving the braces or quotes of an example around a value, as IBM's SDKs do.</summary>
internal static class Placeholder
{
    /// <exception cref="ArgumentException">
    /// The value begins or ends with a brace or a quote. It is not shown.
    /// </exception>
    public static void Reject(string value, string what, string parameter)
    {
        if (value.Length > 0 && (IsMark(value[0]) || IsMark(value[^1])))
        {
            throw new ArgumentException(
                $"The {what} begins or ends with '{{', '}}' or '\"'. "
                + "Give the bare value, without the marks of the example.",
                parameter);
        }
    }

    private static bool IsMark(char character) => character is '{' or '}' or '"';
}
