namespace ResNetFlowers.Training;

/// <summary>How an epoch goes so far.</summary>
/// <param name="Loss">Mean loss over the photos that it has learned from.</param>
/// <param name="Accuracy">Share of them classified right while learning, in [0, 1].</param>
/// <param name="Lr">The learning rate of the present step.</param>
public sealed record TrainingFigures(double Loss, double Accuracy, double Lr);
