using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent with momentum, as torch.optim.SGD; weight decay is added to the gradient.</summary>
    public class SGD : OptimizerHelper
    {
        private readonly Options _options;

        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : this([new ParamGroup(parameters, lr, momentum, dampening, weight_decay, nesterov, maximize)], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        public SGD(
            IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
        {
            if (nesterov && (momentum <= 0 || dampening != 0))
                throw new ArgumentException("Nesterov momentum needs a momentum and no dampening", nameof(nesterov));
            _options = new Options
            {
                LearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            };
            foreach (ParamGroup group in parameters) add_param_group(group);
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var group = (ParamGroup)param_group;
            group.Options.Complete(_options);
            Add(group, _options, parameter => new State(parameter));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<Options, State>(Update, closure);

        private static void Update(Options options, StepBatch<State> batch) =>
            Foreach.Add(batch.Parameters, Directions(options, batch), -options.LearningRate!.Value);

        /// <summary>Where to go, before the learning rate: the gradients, or what momentum makes of them.</summary>
        internal static IReadOnlyList<Tensor> Directions(Options options, StepBatch<State> batch)
        {
            double momentum = options.momentum!.Value;
            IReadOnlyList<Tensor> directions = batch.Decayed(options.maximize!.Value, options.weight_decay!.Value);
            if (momentum == 0) return directions;
            Accumulate(batch.States, directions, momentum, 1 - options.dampening!.Value);
            List<Tensor> buffers = batch.States.ConvertAll(state => state.momentum_buffer!);
            return options.nesterov!.Value ? Foreach.Sum(directions, buffers, momentum) : buffers;
        }

        private protected override CapturableGroup Capturable(Modules.ParamGroup group, Func<Parameter, OptimizerState> stateOf) =>
            new CapturableSgd((ParamGroup)group, stateOf);

        // The first gradient fills a buffer as it is; only later ones are dampened.
        private static void Accumulate(IReadOnlyList<State> states, IReadOnlyList<Tensor> directions, double momentum, double weight)
        {
            int[] begun = [.. Enumerable.Range(0, states.Count).Where(index => states[index].momentum_buffer is not null)];
            if (begun.Length > 0)
            {
                Tensor[] buffers = [.. begun.Select(index => states[index].momentum_buffer!)];
                Foreach.Multiply(buffers, momentum);
                Foreach.Add(buffers, [.. begun.Select(index => directions[index])], weight);
            }

            foreach (int index in Enumerable.Range(0, states.Count).Except(begun))
                states[index].momentum_buffer = directions[index].clone().DetachFromDisposeScope();
        }

        public class Options : OptimizerOptions
        {
            public double? momentum;
            public double? dampening;
            public double? weight_decay;
            public bool? nesterov;
            public bool? maximize;

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                var other = (Options)source;
                (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
                (nesterov, maximize) = (other.nesterov, other.maximize);
            }

            internal void Complete(Options defaults)
            {
                momentum ??= defaults.momentum;
                dampening ??= defaults.dampening;
                weight_decay ??= defaults.weight_decay;
                nesterov ??= defaults.nesterov;
                maximize ??= defaults.maximize;
            }
        }

        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() => Options = new Options();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr,
                    momentum = momentum,
                    dampening = dampening,
                    weight_decay = weight_decay,
                    nesterov = nesterov,
                    maximize = maximize,
                })
            {
            }
        }

        /// <summary>The momentum, shaped like the parameter; null until the first step.</summary>
        public class State : OptimizerState, IDisposable
        {
            public Tensor? momentum_buffer;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options) => Release();

            public override void LoadStateDict(OptimizerState source)
            {
                Release();
                if (((State)source).momentum_buffer is { } buffer) momentum_buffer = buffer.clone().DetachFromDisposeScope();
            }

            public void Dispose() => Release();

            internal override void Release()
            {
                momentum_buffer?.Dispose();
                momentum_buffer = null;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.SGD SGD(
                IEnumerable<Modules.Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<Modules.SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
