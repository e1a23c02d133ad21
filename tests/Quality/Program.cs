using System.Diagnostics;
using System.Reflection;
using SttPowerShell.Quality;

// Recognises every recording of the test sets through the cmdlets and the local service, and writes docs/quality.md.
string root = typeof(TestSet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
using Transcriber transcriber = new(Path.Combine(root, "SttPowerShell.psd1"));
List<SetResult> results = [];
foreach (TestSet set in await TestSets.FindAsync(CancellationToken.None))
{
    Stopwatch watch = Stopwatch.StartNew();
    IReadOnlyList<string> texts = transcriber.Transcribe(set.Utterances.Select(utterance => utterance.Path), set.BaseModel);
    SetResult result = SetResult.Of(set, texts, watch.Elapsed);
    Console.WriteLine(result);
    results.Add(result);
}
Document.Write(Path.Combine(root, "docs", "quality.md"), results);
return 0;
