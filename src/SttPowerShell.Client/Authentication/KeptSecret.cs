namespace SttPowerShell.Client.Authentication;

/// <summary>Checks a secret once, when an authenticator is made.</summary>
internal static class KeptSecret
{
    /// <exception cref="ArgumentException">It is empty or a placeholder. It is not shown.</exception>
    public static void Check(Func<string> secret, string what, string parameter)
    {
        string first = secret();
        if (string.IsNullOrEmpty(first)) throw new ArgumentException($"The {what} is empty.", parameter);
        Placeholder.Reject(first, what, parameter);
    }
}
