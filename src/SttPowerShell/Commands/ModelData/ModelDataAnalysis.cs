using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// The waiting of a cmdlet until the service has analysed what was added to a model. Failures are written as errors.
/// </summary>
internal sealed class ModelDataAnalysis(Cmdlet cmdlet, ModelDataChanges changes)
{
    /// <summary>Waits for a corpus or a grammar, and gives it as it is then; null after an error.</summary>
    /// <param name="kind">Which it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="model">Its model.</param>
    /// <param name="target">The user's input that errors are about.</param>
    /// <param name="cancel">Stops the wait.</param>
    public async Task<ModelResource?> OfTextAsync(
        ModelResourceKind kind, string name, AnalysedModel model, object target, CancellationToken cancel)
    {
        ModelResource? now = null;
        ModelWatch watch = new(model.Model, model.Session, model.Finder, target)
        {
            AskMore = async end =>
            {
                now = await kind.GetAsync(model.Session, model.Model.Id, name, end);
                return now.IsBeingProcessed ? $"is analysing the {kind.Noun} '{name}'" : null;
            },
        };
        // After the analysis the model itself may still be locked for a moment.
        bool ended = await changes.WaitAsync(watch, null, condition => Task.FromResult(
            condition != ModelCondition.Working
            && (condition != ModelCondition.Silent || watch.Activity is null || watch.IsSettled)), cancel);
        return ended ? now : null;
    }

    /// <summary>Waits for words that were sent; false if an error ends that.</summary>
    /// <param name="model">Their model.</param>
    /// <param name="next">What is to be sent then, and isn't if the wait takes too long; null for nothing.</param>
    /// <param name="cancel">Stops the wait.</param>
    public async Task<bool> OfWordsAsync(AnalysedModel model, string? next, CancellationToken cancel)
    {
        ModelWatch watch = new(model.Model, model.Session, model.Finder, next) { WordsWereSent = true };
        ModelCondition last = default;
        bool ended = await changes.WaitAsync(watch, next is null ? null : $"Not added: {next}.", condition =>
        {
            last = condition;
            return Task.FromResult(condition is ModelCondition.AtRest or ModelCondition.Idle);
        }, cancel);
        if (!ended) return false;
        bool isIdle = last == ModelCondition.Idle;
        if (watch.Model.Status == SttModelStatus.Failed || (isIdle && !string.IsNullOrEmpty(watch.Model.Error)))
        {
            cmdlet.WriteError(LanguageErrors.WordsFailed(watch.Model));
        }
        else if (isIdle)
        {
            cmdlet.WriteError(ModelErrors.Idle(watch, []));
        }
        return true;
    }

    /// <summary>Waits for audio, whatever others add to the model meanwhile; false if an error ends that.</summary>
    public async Task<bool> OfAudioAsync(AnalysedModel model, IEnumerable<string> names, CancellationToken cancel)
    {
        HashSet<string> own = [.. names];
        bool isAnalysed = false;
        ModelWatch watch = new(model.Model, model.Session, model.Finder) { AskMore = AskAsync };
        return await changes.WaitAsync(watch, null, _ => Task.FromResult(isAnalysed), cancel);

        async Task<string?> AskAsync(CancellationToken end)
        {
            IReadOnlyList<ModelResource> now = await ModelResourceKind.Audio.ListAsync(
                model.Session, model.Model.Id, end);
            string[] left = [.. now.Where(r => r.IsBeingProcessed && own.Contains(r.Name)).Select(r => r.Name)];
            isAnalysed = left.Length == 0;
            return ModelActivity.Analysing(left);
        }
    }
}
