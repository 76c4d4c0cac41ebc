using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training.Options;

public sealed class OptionsResolverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheCommandLineGoesBeforeTheFileAndTheFileBeforeTheRecipe()
    {
        string config = Config("recipe: strong\nlr: 0.5\nepochs: 7\n");
        TrainOptions strong = Recipe.Named("strong");
        TrainOptions options = OptionsResolver.Resolve(config, [Given("epochs", "9")]);
        Assert.Equal((9, 0.5, strong.Schedule, "strong"), (options.Epochs, options.Lr, options.Schedule, options.Recipe));
    }

    [Fact]
    public void TheCommandLinesRecipeGoesBeforeTheFiles()
    {
        TrainOptions options = OptionsResolver.Resolve(Config("recipe: strong\n"), [Given("recipe", "seed")]);
        Assert.Equal(("seed", new TrainOptions().Schedule), (options.Recipe, options.Schedule));
    }

    [Fact]
    public void AnUnknownRecipeIsNamed() => Assert.Equal(
        "--recipe weak: there is no such recipe; choose one of seed, strong",
        Assert.Throws<InputException>(() => OptionsResolver.Resolve(config: null, [Given("recipe", "weak")])).Message);

    [Fact]
    public void EveryRecipeIsInRangeAndNamesItself() => Assert.All(Recipe.All, recipe =>
    {
        recipe.Value.Validate();
        Assert.Equal(recipe.Key, recipe.Value.Recipe);
    });

    private string Config(string text)
    {
        File.WriteAllText(_folder.File("config.yaml"), text);
        return _folder.File("config.yaml");
    }

    private static GivenOption Given(string name, string text) => new(OptionTable.Find(name)!, text);
}
