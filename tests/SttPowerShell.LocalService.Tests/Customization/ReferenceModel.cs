using SttPowerShell.LocalService.Customization;
using Refusal = SttPowerShell.LocalService.Customization.CustomModelStateMachine.Refusal;

namespace SttPowerShell.LocalService.Tests.Customization;

/// <summary>
/// A model as its user thinks of it: an amount of data, whether it changed since the last training, and what is going
/// on. It drives the state machine with the same events and says which status a user expects.
/// </summary>
internal sealed class ReferenceModel(CustomModelType type)
{
    private enum Activity { None, Training, Upgrade }

    private int _data;

    /// <summary>How many resources are being analysed: corpora one after the other, audio side by side.</summary>
    private int _analyses;
    private bool _changed;
    private bool _failed;
    private bool _trained;
    private Activity _activity;
    private CustomModelStatus _beforeUpgrade;

    public CustomModelState Machine { get; private set; } =
        new(type, CustomModelStatus.Pending, IsAnalysing: false, HasData: false);

    public CustomModelStatus ExpectedStatus => _activity switch
    {
        _ when _analyses > 0 => CustomModelStatus.Pending,
        Activity.Training => CustomModelStatus.Training,
        Activity.Upgrade => CustomModelStatus.Upgrading,
        _ when _failed => CustomModelStatus.Failed,
        _ when _changed => _data > 0 ? CustomModelStatus.Ready : CustomModelStatus.Pending,
        _ => _trained ? CustomModelStatus.Available : CustomModelStatus.Pending,
    };

    public void Do(byte step)
    {
        bool free = _activity == Activity.None && _analyses == 0;
        switch (step % 9)
        {
            case 0:
                bool takes = free || (type == CustomModelType.Acoustic && _analyses > 0);
                if (Takes(CustomModelEvent.AddData, takes, () => _analyses++)) _failed = false;
                break;
            case 1 when _analyses > 0:
                (_analyses, _changed, _data) = (_analyses - 1, true, _data + step / 128);
                Happens(CustomModelEvent.DataAnalysed);
                break;
            case 2:
                if (Takes(CustomModelEvent.ChangeData, free, () => _data++)) (_changed, _failed) = (true, false);
                break;
            case 3:
                if (Takes(CustomModelEvent.ChangeData, free, () => _data = 0)) (_changed, _failed) = (true, false);
                break;
            case 4:
                Train(free, force: step > 128);
                break;
            case 5 when _activity == Activity.Training:
                _activity = Activity.None;
                _failed = step > 128;
                (_changed, _trained) = _failed ? (_changed, _trained) : (false, true);
                Happens(_failed ? CustomModelEvent.TrainingFailed : CustomModelEvent.Trained);
                break;
            case 6:
                Upgrade(free);
                break;
            case 7 when _activity == Activity.Upgrade:
                _activity = Activity.None;
                Happens(step > 128 ? CustomModelEvent.Upgraded : CustomModelEvent.UpgradeFailed);
                break;
            case 8:
                if (Takes(CustomModelEvent.Reset, free, () => _data = 0)) _changed = _failed = _trained = false;
                break;
        }
    }

    private void Train(bool free, bool force)
    {
        Refusal expected = !free ? Refusal.Locked
            : _data == 0 ? Refusal.NoData
            : _trained && !_changed && !_failed && !force ? Refusal.NothingNew
            : Refusal.None;
        Assert.Equal(expected, CustomModelStateMachine.Check(Machine, CustomModelEvent.Train, force));
        if (expected == Refusal.Locked) return;
        bool begins = expected == Refusal.None;
        if (begins) _activity = Activity.Training;
        _failed = !begins;
        Happens(begins ? CustomModelEvent.Train : CustomModelEvent.TrainingRefused);
    }

    private void Upgrade(bool free)
    {
        bool takes = free && _data > 0 && !_failed;
        Assert.Equal(takes, CustomModelStateMachine.Check(Machine, CustomModelEvent.Upgrade) == Refusal.None);
        if (!takes) return;
        _beforeUpgrade = ExpectedStatus;
        _activity = Activity.Upgrade;
        Happens(CustomModelEvent.Upgrade);
    }

    private bool Takes(CustomModelEvent happening, bool expected, Action? change = null)
    {
        Assert.Equal(expected, CustomModelStateMachine.Check(Machine, happening) == Refusal.None);
        if (!expected) return false;
        change?.Invoke();
        Happens(happening);
        return true;
    }

    private void Happens(CustomModelEvent happening)
    {
        CustomModelState now = Machine with
        {
            HasData = _data > 0,
            IsAnalysing = _analyses > 0,
            Before = _beforeUpgrade,
        };
        Machine = now with { Status = CustomModelStateMachine.Next(now, happening)!.Value };
    }
}
