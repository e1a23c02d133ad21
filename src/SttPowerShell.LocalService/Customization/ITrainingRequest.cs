using System.Data.Common;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization;

/// <summary>A request to train a model: what depends on the model's type.</summary>
internal interface ITrainingRequest
{
    CustomModelType Type { get; }

    /// <summary>Whether data that can't be used fails the model instead of being left out.</summary>
    bool Strict { get; }

    /// <summary>Whether a model is trained again that nothing has changed in.</summary>
    bool Force { get; }

    /// <summary>Checks what the request names besides the model.</summary>
    /// <exception cref="RequestRefusedException">It can't be used. That says nothing of the model.</exception>
    void Require(DbConnection connection, CustomModel model);

    /// <summary>The model's data that can't be used.</summary>
    TrainingExclusions FindExclusions(DbConnection connection, CustomModel model);

    /// <summary>Why the rest isn't enough, or too much, to be trained on; null if it can be.</summary>
    string? FindFault(DbConnection connection, CustomModel model);

    /// <summary>The work itself.</summary>
    NewOperation Operation(CustomModel model);
}
