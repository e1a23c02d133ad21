using System.Management.Automation;

namespace HelpBuilder;

/// <summary>The parameter sets of a cmdlet, as its syntax shows them.</summary>
internal static class ParameterSets
{
    public const string NoPipelineInput = "False";
    public const string ByValue = "ByValue";
    public const string ByPropertyName = "ByPropertyName";

    /// <summary>The default set first; in each the positional parameters first, then the mandatory ones.</summary>
    public static IReadOnlyList<IReadOnlyList<ParameterUse>> Of(
        CommandMetadata metadata, IReadOnlyDictionary<string, ParameterHelp> parameters)
    {
        string[] names = [.. metadata.Parameters.Values.SelectMany(parameter => parameter.ParameterSets.Keys)
            .Where(name => name != ParameterAttribute.AllParameterSets).Distinct()
            .OrderByDescending(name => name == metadata.DefaultParameterSetName)];
        return [.. (names.Length > 0 ? names : [ParameterAttribute.AllParameterSets]).Select(Set)];

        IReadOnlyList<ParameterUse> Set(string name) => [.. metadata.Parameters.Values
            .Where(parameter => parameters.ContainsKey(parameter.Name))
            .Select(parameter => Use(parameter, parameters[parameter.Name], name))
            .OfType<ParameterUse>()
            .OrderBy(use => use.Position ?? int.MaxValue)
            .ThenByDescending(use => use.Mandatory)
            .ThenBy(use => ParameterReader.IsShouldProcess(use.Parameter.Name))];
    }

    private static ParameterUse? Use(ParameterMetadata metadata, ParameterHelp parameter, string name)
    {
        // The switches that the engine adds have no sets here: they are in all.
        if (metadata.ParameterSets.Count == 0) return new ParameterUse(parameter, false, null, NoPipelineInput);
        ParameterSetMetadata? set = metadata.ParameterSets.GetValueOrDefault(name)
            ?? metadata.ParameterSets.GetValueOrDefault(ParameterAttribute.AllParameterSets);
        if (set is null) return null;
        List<string> ways = [];
        if (set.ValueFromPipeline) ways.Add(ByValue);
        if (set.ValueFromPipelineByPropertyName) ways.Add(ByPropertyName);
        string pipeline = ways.Count == 0 ? NoPipelineInput : $"True ({string.Join(", ", ways)})";
        return new ParameterUse(parameter, set.IsMandatory, set.Position >= 0 ? set.Position : null, pipeline);
    }
}
