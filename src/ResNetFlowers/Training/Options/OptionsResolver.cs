namespace ResNetFlowers.Training.Options;

/// <summary>An option that somebody gave a value, as text.</summary>
/// <param name="Option">The option.</param>
/// <param name="Text">The value; null for none.</param>
public sealed record GivenOption(TrainOption Option, string? Text);

/// <summary>Puts options together: the recipe's under the file's under those of the command line.</summary>
public static class OptionsResolver
{
    /// <summary>The options of a new run.</summary>
    /// <param name="config">A configuration file; null for none.</param>
    /// <param name="flags">What the command line gives.</param>
    /// <exception cref="InputException">The file or a value cannot be used.</exception>
    public static TrainOptions Resolve(string? config, IReadOnlyList<GivenOption> flags)
    {
        IReadOnlyList<GivenOption> file = config is null ? [] : OptionsFile.Open(config, $"--config {config}");
        TrainOption recipe = OptionTable.Of(nameof(TrainOptions.Recipe));
        GivenOption? named = flags.LastOrDefault(given => given.Option == recipe) ?? file.LastOrDefault(given => given.Option == recipe);
        TrainOptions options = named is null ? new TrainOptions() : Recipe.Named(named.Text ?? "");
        options = OptionsFile.Apply(options, file, $"--config {config}");
        return ApplyFlags(options, flags);
    }

    /// <summary>Sets what the command line gives.</summary>
    /// <exception cref="InputException">A value is not one of its option's.</exception>
    public static TrainOptions ApplyFlags(TrainOptions options, IReadOnlyList<GivenOption> flags) =>
        flags.Aggregate(options, (sum, given) => given.Option.With(sum, given.Text, $"--{given.Option.Name}"));
}
