using System.Reflection;
using SttPowerShell.Quality;

// Recognises every recording of the test sets through the cmdlets and the local service, and writes docs/quality.md.
// With a word, only the sets whose names or models have it, and writes nothing.
string root = typeof(TestSet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(a => a.Key == "RepositoryRoot").Value!;
using Cmdlets cmdlets = new(Path.Combine(root, "SttPowerShell.psd1"));
List<SetResult> results = [];
foreach (TestSet set in await TestSets.FindAsync(cmdlets.Folder, CancellationToken.None))
{
    if (args is [string word]
        && !$"{set.Name} {set.Learned}".Contains(word, StringComparison.OrdinalIgnoreCase)) continue;
    SetResult result = cmdlets.Measure(set);
    Console.WriteLine(result);
    results.Add(result);
}
if (args.Length == 0) Document.Write(Path.Combine(root, "docs", "quality.md"), results, cmdlets.Costs);
return 0;
