namespace SttPowerShell.LocalService.Customization;

/// <summary>What can happen to a custom model.</summary>
internal enum CustomModelEvent
{
    /// <summary>Data is added that must be analysed first: a corpus, words, a grammar, audio.</summary>
    AddData,
    /// <summary>The analysis of added data has ended, with whatever outcome.</summary>
    DataAnalysed,
    /// <summary>Data is changed or removed without any analysis.</summary>
    ChangeData,
    /// <summary>Training begins.</summary>
    Train,
    /// <summary>A request to train was refused for want of data or because of invalid data.</summary>
    TrainingRefused,
    Trained,
    TrainingFailed,
    /// <summary>The move to a newer version of its base model begins.</summary>
    Upgrade,
    Upgraded,
    UpgradeFailed,
    /// <summary>All its data is removed.</summary>
    Reset,
    /// <summary>It is removed with all that belongs to it.</summary>
    Delete,
}
