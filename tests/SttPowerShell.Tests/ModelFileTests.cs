using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.Tests.Support;
using Xunit.Abstractions;

namespace SttPowerShell.Tests;

/// <summary>Files that were damaged or made by somebody else are honest errors, and nothing is created.</summary>
public sealed class ModelFileTests(ITestOutputHelper output) : ServiceTest
{
    private const string Notes = "we need a CardioMap\n";

    public static TheoryData<string, string> Hostile() => new()
    {
        { "extra", "doesn't tell of 'extra.txt'" },
        { "traversal", "a path that isn't one" },
        { "absolute", "a path that isn't one" },
        { "twice", "twice" },
        { "link", "isn't a file" },
        { "missing", "is missing" },
        { "longer", "doesn't have the" },
        { "shorter", "doesn't have the" },
        { "content", "another SHA-256" },
        { "bomb", "a size that none has" },
        { "hidden bomb", "doesn't have the" },
        { "manifest", "another SHA-256" },
        { "newer", "a newer module wrote it" },
        { "other format", "it isn't a custom model's file" },
        { "kind", "which language models don't have" },
        { "null", "which language models don't have" },
        { "name", "has a name that none has" },
        { "no list", "aren't a list of words" },
        { "no word", "one of its words is missing" },
        { "no model", "doesn't say what model it is of" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_file_that_is_not_what_it_should_be_is_refused(string fault, string message)
    {
        string path = Export();
        Spoil(path, Folder["bad.sttmodel"], fault);
        Service.Requests.Clear();

        Result result = Shell.Run("Import-SttCustomModel bad.sttmodel -Name again");

        Assert.Equal("InvalidModelFile", result.ErrorId);
        Assert.Contains(message, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_file_that_was_damaged_anywhere_is_refused_or_is_still_the_same_model()
    {
        byte[] good = File.ReadAllBytes(Export());
        int seed = Environment.TickCount;
        output.WriteLine($"Seed: {seed}");
        Random random = new(seed);
        int refused = 0;
        for (int i = 0; i < 200; i++)
        {
            File.WriteAllBytes(Folder["bad.sttmodel"], Damage(good, random));
            Service.Requests.Clear();
            Service.Data.Added.Clear();

            Result result = Shell.Run("Import-SttCustomModel bad.sttmodel -Name again");

            Assert.Null(result.Thrown);
            if (result.Output.Length == 0)
            {
                refused++;
                Assert.Equal("InvalidModelFile", result.ErrorId);
                Assert.Equal(0, Service.Changes);
                continue;
            }
            // What was damaged says nothing, such as a time of an entry.
            Assert.Empty(result.Errors);
            Assert.Equal([Notes, """{"words":[{"word":"CardioMap","sounds_like":["cardio map"]}]}"""],
                Service.Data.Added.Select(a => a.Body));
            foreach (var made in Service.Models.Where(m => (string)m.Value["name"]! == "again"))
            {
                Service.Models.TryRemove(made.Key, out _);
            }
        }
        output.WriteLine($"{refused} of 200 refused.");
        Assert.InRange(refused, 100, 200);
    }

    [Fact]
    public void A_file_of_which_a_part_is_missing_is_refused_wherever_it_ends()
    {
        byte[] good = File.ReadAllBytes(Export());
        Service.Requests.Clear();
        for (int length = 0; length < good.Length; length += 37)
        {
            File.WriteAllBytes(Folder["bad.sttmodel"], good[..length]);

            Assert.Equal("InvalidModelFile", Shell.Run("Import-SttCustomModel bad.sttmodel -Name again").ErrorId);
        }
        Assert.Equal(0, Service.Changes);
    }

    private string Export()
    {
        string id = Service.Add("retail");
        Service.Data.AddCorpus(id, "notes");
        Service.Data.AddWord(id, """{"word":"CardioMap","sounds_like":["cardio map"],"source":["user"]}""");
        Folder.Write("notes.txt", Encoding.UTF8.GetBytes(Notes));
        Service.ModelsMoveOn = true;
        Connect();
        return Shell.Get("Export-SttCustomModel retail -SourcePath notes.txt").Single().Text("Path");
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        int at = random.Next(bytes.Count);
        int count = Math.Min(random.Next(1, 64), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, count);
                break;
            case 2:
                bytes.InsertRange(at, Bytes(random, count));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                byte[] noise = Bytes(random, count);
                for (int i = 0; i < count; i++) bytes[at + i] = noise[i];
                break;
        }
        return [.. bytes];
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Spoil(string from, string to, string fault) => ModelFile.Change(from, to, manifest =>
    {
        JsonNode corpus = manifest["contents"]![1]!;
        switch (fault)
        {
            case "traversal":
                corpus["path"] = "corpora/../../evil.txt";
                break;
            case "absolute":
                corpus["path"] = "/etc/passwd";
                break;
            case "longer":
                corpus["size"] = Notes.Length + 1;
                break;
            case "shorter":
                corpus["size"] = Notes.Length - 1;
                break;
            case "bomb":
                corpus["size"] = 1L << 40;
                break;
            case "newer":
                manifest["format_version"] = 2;
                break;
            case "other format":
                manifest["format"] = "something";
                break;
            case "kind":
                corpus["kind"] = "audio";
                break;
            case "null":
                manifest["contents"]![1] = null;
                break;
            case "name":
                corpus["name"] = "../words";
                break;
            case "no model":
                manifest["model"] = null;
                break;
            case "no list" or "no word":
                byte[] words = Words(fault);
                manifest["contents"]![0]!["size"] = words.Length;
                manifest["contents"]![0]!["sha256"] = ModelFile.Sha256(words);
                break;
        }
    }, archive => Spoil(archive, fault));

    private static byte[] Words(string fault)
        => Encoding.UTF8.GetBytes(fault == "no list" ? """{"words":["a"]}""" : """{"words":[{"display_as":"a"}]}""");

    private static void Spoil(ZipArchive archive, string fault)
    {
        const string path = "corpora/00002-notes.txt";
        switch (fault)
        {
            case "extra":
                ModelFile.Replace(archive, "extra.txt", [1]);
                break;
            case "twice":
                using (Stream second = archive.CreateEntry(path).Open()) second.Write(Encoding.UTF8.GetBytes(Notes));
                break;
            case "link":
                archive.GetEntry(path)!.ExternalAttributes = unchecked((int)0xA1FF0000);
                break;
            case "missing":
                archive.GetEntry(path)!.Delete();
                break;
            case "content":
                ModelFile.Replace(archive, path, Encoding.UTF8.GetBytes(Notes.ToUpperInvariant()));
                break;
            case "hidden bomb":
                ModelFile.Replace(archive, path, new byte[64 * 1024 * 1024]);
                break;
            case "manifest":
                ModelFile.Replace(archive, "manifest.json", "{}"u8.ToArray());
                break;
            case "no list" or "no word":
                ModelFile.Replace(archive, "words.json", Words(fault));
                break;
        }
    }
}
