using System.Text;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Remove-SttCustomModel -BackupPath.</summary>
public sealed class ModelBackupTests : ServiceTest
{
    [Fact]
    public void WhatIf_says_both_and_writes_and_sends_nothing()
    {
        Service.Add("old-1");
        Service.Add("old-2", acoustic: true);
        Service.Add("new");
        Connect();

        Assert.Empty(Shell.Get("Get-SttCustomModel old-* | Remove-SttCustomModel -BackupPath ./bak -WhatIf"));

        string[] lines = [.. Shell.Host.Text.Split('\n').Where(l => l.Contains("What if", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, l => Assert.Contains($"Export into '{Folder["bak"]}', then remove", l, StringComparison.Ordinal));
        Assert.Contains("'old-1'", lines[0], StringComparison.Ordinal);
        Assert.Contains("'old-2'", lines[1], StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public void A_model_is_exported_and_then_removed()
    {
        string id = Service.Add("old");
        Service.Data.AddCorpus(id, "notes");
        Folder.Write("notes.txt", "hello there"u8.ToArray());
        Connect();

        object? removed = Shell.Get(
            "Remove-SttCustomModel old -BackupPath bak -SourcePath notes.txt -Confirm:$false -PassThru").Single();

        Assert.Equal(id, removed.Text("Id"));
        Assert.Empty(Service.Models);
        string path = Folder["bak/old.sttmodel"];
        Assert.Equal("hello there", Encoding.UTF8.GetString(ModelFile.Entry(path, "corpora/00002-notes.txt")));
        Assert.StartsWith("DELETE", Service.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_which_something_is_not_in_the_backup_stays()
    {
        string id = Service.Add("old-1");
        Service.Data.AddCorpus(id, "notes");
        Service.Add("old-2");
        Connect();

        Result result = Shell.Run("Get-SttCustomModel old-* | Remove-SttCustomModel -BackupPath bak -Confirm:$false");

        Assert.Equal("BackupIncomplete", result.ErrorId);
        Assert.Contains("corpus 'notes'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-SourcePath", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(id, Assert.Single(Service.Models).Key.Id);
        Assert.Equal(2, Directory.GetFiles(Folder["bak"]).Length);
    }

    [Fact]
    public void A_model_that_can_not_be_exported_stays()
    {
        string id = Service.Add("old");
        Service.Fail($"GET /v1/customizations/{id}/words", 500, "{}");
        Connect();

        Result result = Shell.Run("Remove-SttCustomModel old -BackupPath bak -Confirm:$false");

        Assert.Equal("ServiceFailed", result.ErrorId);
        Assert.Single(Service.Models);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void An_older_backup_of_the_name_stays()
    {
        Service.Add("old");
        Directory.CreateDirectory(Folder["bak"]);
        Folder.Write("bak/old.sttmodel", "older"u8.ToArray());
        Connect();

        Shell.Get("Remove-SttCustomModel old -BackupPath bak -Confirm:$false");

        Assert.Equal("older", File.ReadAllText(Folder["bak/old.sttmodel"]));
        Assert.Equal("old", (string)ModelFile.Manifest(Folder["bak/old-2.sttmodel"])["model"]!["name"]!);
    }

    [Fact]
    public void Who_says_no_finds_neither_file_nor_model_changed()
    {
        Service.Add("old");
        Connect();

        Shell.Run("Remove-SttCustomModel old -BackupPath bak");

        Assert.Single(Shell.Host.Questions);
        Assert.Single(Service.Models);
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }
}
