using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Errors;

namespace SttPowerShell.Sessions;

/// <summary>A custom model that is looked at until the service has finished what it is doing with it.</summary>
internal sealed class ModelWatch : IWatch
{
    /// <summary>What the service was just asked to do need not show in its next answer.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a model may be in a state that is new to this module before it is taken to be idle: nothing shows then
    /// whether the service is at work.
    /// </summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a language model may be pending while only words can be in work. They are analysed faster than a corpus
    /// (contract section 8), and a request has 5,000 at most.
    /// </summary>
    private static readonly TimeSpan LongestForWords = TimeSpan.FromMinutes(1);

    // What the API's documentation advises (contract section 8).
    private static readonly TimeSpan LongestPauseForLanguage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPauseForAcoustic = TimeSpan.FromSeconds(60);

    private readonly CustomModelFinder _finder;
    private readonly Outage _outage;
    private long _active;

    /// <param name="model">The model as it was last seen.</param>
    /// <param name="session">Where to ask.</param>
    /// <param name="finder">That session's.</param>
    /// <param name="target">The user's input that errors are about; without it the model.</param>
    public ModelWatch(SttCustomModel model, SttSession session, CustomModelFinder finder, object? target = null)
    {
        Model = model;
        Target = target ?? model;
        Session = session;
        _finder = finder;
        _outage = new Outage(session);
        Changed = _active = Clock.GetTimestamp();
    }

    public SttSession Session { get; }

    /// <summary>The user's input that errors are about.</summary>
    public object Target { get; }

    /// <summary>Whether the service has just accepted words, which nothing shows before they are analysed.</summary>
    public bool WordsWereSent { get; init; }

    /// <summary>Asks what else goes on with the model, to follow on its name; null if nothing does.</summary>
    public Func<CancellationToken, Task<string?>>? AskMore { get; init; }

    /// <summary>The model as it was last seen.</summary>
    public SttCustomModel Model { get; private set; }

    /// <summary>When its status last changed, by the clock's timestamp.</summary>
    public long Changed { get; private set; }

    /// <summary>What the service is doing with it, to follow on its name, as far as that is known.</summary>
    public string? Activity { get; private set; }

    /// <summary>The failure that was the last answer, or null.</summary>
    public string? Failure => _outage.Failure;

    public TimeSpan LongestPause
        => Model.Type == SttModelType.Language ? LongestPauseForLanguage : LongestPauseForAcoustic;

    public string Name => ModelErrors.Name(Model, true);

    public string Label => Model.ToString();

    public string Status => ModelErrors.Status(Model);

    // The other statuses tell themselves what is going on.
    string? IWatch.Activity => Model.Status == SttModelStatus.Pending ? Activity : null;

    /// <summary>Whether the service did nothing for long enough that what was asked of it should show.</summary>
    public bool IsSettled => Clock.GetElapsedTime(_active) >= Settling;

    private TimeProvider Clock => Session.Clock;

    /// <summary>Notes that the service was asked to do something.</summary>
    public void Begin() => Changed = _active = Clock.GetTimestamp();

    /// <summary>Notes that the service has refused a request because it is at work with the model.</summary>
    public void NoteRefusal()
    {
        _active = Clock.GetTimestamp();
        Activity = "is busy with an earlier request";
    }

    /// <summary>
    /// Asks how the model is. A failure that may pass counts as work, for as long as an outage lasts.
    /// </summary>
    /// <exception cref="SttApiException">The service refuses, or fails for too long.</exception>
    /// <exception cref="SttTransportException">The service isn't reached, for too long.</exception>
    public async Task<ModelCondition> LookAsync(CancellationToken cancel)
    {
        try
        {
            SttCustomModel now = await _finder.GetAsync(Model.Id, Model.Type, cancel);
            if (now.StatusText != Model.StatusText) Begin();
            Model = now;
            ModelCondition condition = await ConditionAsync(cancel);
            _outage.End();
            return condition;
        }
        // Some services refuse even to read a model that is locked.
        catch (SttApiException e) when (e.Status == HttpStatusCode.Conflict)
        {
            _active = Clock.GetTimestamp();
            return ModelCondition.Working;
        }
        catch (Exception e) when (_outage.IsBorne(e))
        {
            return ModelCondition.Working;
        }
    }

    private async Task<ModelCondition> ConditionAsync(CancellationToken cancel)
    {
        string? more = AskMore is null ? null : await AskMore(cancel);
        ModelActivity? activity = more is null
            ? await ModelActivity.FindAsync(Session, Model, WordsWereSent, cancel)
            : new(more, true);
        Activity = activity?.Text;
        if (activity is { IsShown: true })
        {
            _active = Clock.GetTimestamp();
            return ModelCondition.Working;
        }
        return Model.Status switch
        {
            SttModelStatus.Ready or SttModelStatus.Available or SttModelStatus.Failed => ModelCondition.AtRest,
            SttModelStatus.Pending => Quiet(activity is null ? Settling : LongestForWords),
            _ => Quiet(LongestSilence),
        };
    }

    private ModelCondition Quiet(TimeSpan limit)
        => Clock.GetElapsedTime(_active) < limit ? ModelCondition.Silent : ModelCondition.Idle;
}
