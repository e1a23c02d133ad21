using System.Text.Json;

namespace SttPowerShell.Client.Discovery;

/// <summary>
/// Finds a service's URL and credentials where IBM's SDKs look for them: credential file, environment, VCAP_SERVICES.
/// The first source that says anything of the service wins; sources are not mixed (contract section 2).
/// </summary>
internal sealed class CredentialDiscovery
{
    public const string FileVariable = "IBM_CREDENTIALS_FILE";
    public const string FileName = "ibm-credentials.env";
    public const string VcapVariable = "VCAP_SERVICES";
    public const string Prefix = "SPEECH_TO_TEXT_";
    private const string Service = "speech_to_text";
    private const long LongestFile = 1024 * 1024;

    /// <summary>The user's home: HOME, and what Windows has instead.</summary>
    private static readonly string[] HomeVariables = ["HOME", "USERPROFILE"];

    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string _currentDirectory;

    /// <param name="environment">The environment's variables.</param>
    /// <param name="currentDirectory">The full path of the folder that the user works in.</param>
    public CredentialDiscovery(IReadOnlyDictionary<string, string> environment, string currentDirectory)
    {
        _environment = environment;
        _currentDirectory = currentDirectory;
    }

    /// <summary>What the first source says; null if none says anything.</summary>
    /// <exception cref="DiscoveryException">A source is there but can't be read.</exception>
    public ServiceProperties? Find() => FromFiles() ?? FromEnvironment() ?? FromVcap();

    /// <summary>Whether a variable of the environment tells of a service or its credentials.</summary>
    public static bool IsVariable(string name)
        => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || name.Equals(VcapVariable, StringComparison.OrdinalIgnoreCase)
            || name.Equals(FileVariable, StringComparison.OrdinalIgnoreCase);

    private ServiceProperties? FromFiles()
    {
        if (Variable(FileVariable) is string named)
        {
            string path = Path.GetFullPath(named, _currentDirectory);
            ServiceProperties? found = FromFile(path);
            if (found is not null || File.Exists(path)) return found;
            throw new DiscoveryException($"The credential file '{path}', which {FileVariable} names, doesn't exist.");
        }

        IEnumerable<string> homes = HomeVariables.Select(Variable).OfType<string>()
            .Where(Path.IsPathFullyQualified);
        return homes.Prepend(_currentDirectory)
            .Select(folder => FromFile(Path.Combine(folder, FileName)))
            .FirstOrDefault(static found => found is not null);
    }

    private static ServiceProperties? FromFile(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists) return null;
            if (file.Length > LongestFile)
            {
                throw new DiscoveryException($"The credential file '{path}' is too large to be one.");
            }

            using StreamReader text = file.OpenText();
            return Of($"the credential file '{path}'", CredentialLines.Parse(text, Prefix));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiscoveryException($"The credential file '{path}' can't be read: {e.Message}", e);
        }
    }

    private ServiceProperties? FromEnvironment()
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in _environment)
        {
            bool isOurs = name.Length > Prefix.Length && name.StartsWith(Prefix, StringComparison.Ordinal);
            if (isOurs && value.Length > 0) values[name[Prefix.Length..]] = value;
        }

        return Of($"the environment variables {Prefix}*", values);
    }

    private ServiceProperties? FromVcap()
    {
        if (Variable(VcapVariable) is not string json) return null;
        try
        {
            return Of($"the environment variable {VcapVariable}", VcapServices.Parse(json, Service));
        }
        catch (JsonException)
        {
            // The exception isn't kept: it may quote what it stumbled over.
            throw new DiscoveryException($"The environment variable {VcapVariable} is not JSON.");
        }
    }

    private string? Variable(string name)
        => _environment.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    private static ServiceProperties? Of(string source, Dictionary<string, string> values)
        => values.Count > 0 ? new ServiceProperties(source, values) : null;
}
