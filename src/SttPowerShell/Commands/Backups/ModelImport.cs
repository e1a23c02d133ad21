using System.Management.Automation;
using System.Net;
using SttPowerShell.Backups;
using SttPowerShell.Client;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// Makes a model of a file: creates it and gives it its data. What can't be added ends it, and the model is removed
/// again; what is added but can't be used doesn't.
/// </summary>
internal sealed class ModelImport(
    PSCmdlet cmdlet, ModelFileReader file, string path, ImportPlan plan, SttSession session, double? timeout)
{
    // A model is locked while what was added last is analysed; and who has pressed Ctrl+C doesn't want to wait.
    private static readonly TimeSpan LongestForRemoval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAfterStop = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CustomModelFinder _finder = new(session);
    private bool _isCreating;
    private SttCustomModel? _model;

    /// <summary>Whether words of corpora and grammars are added like those of users.</summary>
    public bool AllWords { get; init; }

    /// <summary>Whether the service can't use something that was added.</summary>
    public bool HasInvalidData { get; private set; }

    /// <summary>Makes the model; null after an error.</summary>
    public async Task<SttCustomModel?> RunAsync(CancellationToken cancel)
    {
        bool isDone = false;
        try
        {
            SttCustomModel? made = await MakeAsync(cancel);
            isDone = true;
            return made;
        }
        finally
        {
            // Ctrl+C, or an error that ends the pipeline: nothing can be written to it any more.
            if (!isDone) await TidyAsync();
        }
    }

    private async Task<SttCustomModel?> MakeAsync(CancellationToken cancel)
    {
        if (!await TryAsync(() => CreateAsync(cancel))) return null;
        ImportedData data = new(cmdlet, file, new AnalysedModel(_model!, session, _finder), timeout)
        {
            AllWords = AllWords,
        };
        string? failed = await AddAsync(data, cancel);
        HasInvalidData = data.HasInvalid;
        SttCustomModel? made = null;
        if (failed is null)
        {
            ErrorRecord? failure = await SttCmdlet.FailureAsync(path, session,
                async () => made = await _finder.GetAsync(_model!.Id, plan.Type, cancel));
            if (failure is not null) cmdlet.WriteError(failure);
            return made ?? _model;
        }
        SttCustomModel begun = _model!;
        bool removed = await RemoveAsync(LongestForRemoval);
        _model = null;
        cmdlet.WriteError(BackupErrors.ImportFailed(path, begun, failed, removed));
        return null;
    }

    private async Task CreateAsync(CancellationToken cancel)
    {
        _isCreating = true;
        string id = await CustomModelFinder.Resource(session, plan.Type).CreateAsync(plan.Request, cancel);
        _isCreating = false;
        _model = new SttCustomModel { Id = id, Name = plan.Name, Type = plan.Type, Session = session };
        cmdlet.WriteVerbose($"Created the {plan}: {id}.");
        _model = await _finder.GetAsync(id, plan.Type, cancel);
    }

    /// <summary>What could not be added, for a sentence; null if all was. An error has told why.</summary>
    private async Task<string?> AddAsync(ImportedData data, CancellationToken cancel)
    {
        try
        {
            return await data.AddAsync(cancel);
        }
        catch (ModelFileException e)
        {
            cmdlet.WriteError(BackupErrors.FileChanged(path, e));
            return "the rest of it";
        }
    }

    private async Task<bool> TryAsync(Func<Task> call)
    {
        if (await SttCmdlet.FailureAsync(path, session, call) is not ErrorRecord failure) return true;
        _isCreating = false;
        await TidyAsync();
        cmdlet.WriteError(failure);
        return false;
    }

    /// <summary>Removes what was begun, and tells of it by the host, which still shows something after Ctrl+C.</summary>
    private async Task TidyAsync()
    {
        if (_isCreating) Tell($"The {plan} may have been created nevertheless; Get-SttCustomModel shows it then.");
        if (_model is not SttCustomModel begun) return;
        bool removed = await RemoveAsync(LongestAfterStop);
        _model = null;
        Tell(removed
            ? $"The model '{begun}' that was begun for it was removed again."
            : $"The model '{begun}' ({begun.Id}) that was begun for it has a part of its data and could not be removed: "
                + $"run Remove-SttCustomModel {begun.Id}.");
    }

    private void Tell(string what)
        => cmdlet.Host?.UI?.WriteWarningLine($"The import of '{path}' was stopped. {what}");

    private async Task<bool> RemoveAsync(TimeSpan longest)
    {
        using CancellationTokenSource limit = new(longest);
        while (true)
        {
            try
            {
                await CustomModelFinder.Resource(session, plan.Type).DeleteAsync(_model!.Id, limit.Token);
                session.Forget(_model);
                return true;
            }
            catch (SttApiException e) when (e.Status == HttpStatusCode.Conflict)
            {
                if (!await IsTimeAsync(limit.Token)) return false;
            }
            catch (Exception e) when (e is SttApiException or SttTransportException or OperationCanceledException
                or ObjectDisposedException)
            {
                return e is SttApiException refused && ServiceErrors.IsMissingCustomization(refused);
            }
        }
    }

    private static async Task<bool> IsTimeAsync(CancellationToken limit)
    {
        try
        {
            await Task.Delay(Pause, limit);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
