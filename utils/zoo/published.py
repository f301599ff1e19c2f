"""Transformers whose number of parameters is published, built from their configurations.

The counts are those of the released checkpoints: of the model cards, and where a card rounds, of the architecture's
formula, which gives the same number. Every one is of the class named here (a classifier's or language model's head
included, tied weights once).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import torch
import transformers as hf
from torch import nn

TOKENS = ("input_ids", "attention_mask")


@dataclasses.dataclass(frozen=True)
class Published:
    name: str
    build: Callable[[], nn.Module]
    parameters: int
    arguments: tuple[str, ...] = TOKENS
    pixels: tuple[int, int, int] | None = None  # channels, height, width: an image instead of tokens
    mels: tuple[int, int] | None = None  # mel bins, frames: a spectrogram instead of tokens

    def inputs(self, batch: int, tokens: int) -> dict[str, torch.Tensor]:
        values = {a: torch.ones(batch, tokens, dtype=torch.int64) for a in self.arguments}
        if self.pixels:
            values["pixel_values"] = torch.zeros(batch, *self.pixels)
        if self.mels:
            values["input_features"] = torch.zeros(batch, *self.mels)
        return values

    def dynamic(self) -> dict[str, dict[int, str]]:
        """Sequence lengths of encoder and decoder are one dimension here: `seq`."""
        dimensions = {a: {0: "batch", 1: "seq"} for a in self.arguments}
        if self.pixels:
            dimensions["pixel_values"] = {0: "batch"}
        if self.mels:
            dimensions["input_features"] = {0: "batch"}
        return dimensions


def text(name: str, parameters: int, model: type, config: type, arguments=TOKENS, **fields) -> Published:
    return Published(name, lambda: model(config(**fields)), parameters, arguments)


def image(name: str, parameters: int, model: type, config: type, **fields) -> Published:
    return Published(name, lambda: model(config(num_labels=1000, **fields)), parameters, (), pixels=(3, 224, 224))


BERT_LARGE = dict(hidden_size=1024, num_hidden_layers=24, num_attention_heads=16, intermediate_size=4096)
ROBERTA = dict(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1, pad_token_id=1)
T5_ARGUMENTS = ("input_ids", "attention_mask", "decoder_input_ids")
LLAMA = dict(use_cache=False)


def published() -> list[Published]:
    bert, roberta, gpt2 = hf.BertModel, hf.RobertaModel, hf.GPT2LMHeadModel
    t5, llama = hf.T5ForConditionalGeneration, hf.LlamaForCausalLM
    qwen2 = hf.Qwen2ForCausalLM
    small_t5 = dict(d_ff=2048, use_cache=False, tie_word_embeddings=True)
    base_t5 = dict(d_model=768, d_ff=3072, num_layers=12, num_heads=12, use_cache=False, tie_word_embeddings=True)
    return [
        text("bert-base", 109_482_240, bert, hf.BertConfig),
        text("bert-large", 335_141_888, bert, hf.BertConfig, **BERT_LARGE),
        text("roberta-base", 124_645_632, roberta, hf.RobertaConfig, **ROBERTA),
        text("roberta-large", 355_359_744, roberta, hf.RobertaConfig, **BERT_LARGE, **ROBERTA),
        text("xlm-roberta-base", 278_043_648, hf.XLMRobertaModel, hf.XLMRobertaConfig, **{**ROBERTA, "vocab_size": 250002}),
        text("distilbert-base", 66_362_880, hf.DistilBertModel, hf.DistilBertConfig),
        text("albert-base-v2", 11_683_584, hf.AlbertModel, hf.AlbertConfig,
             hidden_size=768, num_attention_heads=12, intermediate_size=3072),
        text("gpt2", 124_439_808, gpt2, hf.GPT2Config, use_cache=False),
        text("gpt2-medium", 354_823_168, gpt2, hf.GPT2Config, n_embd=1024, n_layer=24, n_head=16, use_cache=False),
        text("gpt2-large", 774_030_080, gpt2, hf.GPT2Config, n_embd=1280, n_layer=36, n_head=20, use_cache=False),
        text("gpt2-xl", 1_557_611_200, gpt2, hf.GPT2Config, n_embd=1600, n_layer=48, n_head=25, use_cache=False),
        text("opt-125m", 125_239_296, hf.OPTForCausalLM, hf.OPTConfig, use_cache=False),
        text("opt-1.3b", 1_315_758_080, hf.OPTForCausalLM, hf.OPTConfig, hidden_size=2048, num_hidden_layers=24,
             num_attention_heads=32, ffn_dim=8192, word_embed_proj_dim=2048, use_cache=False),
        text("bloom-560m", 559_214_592, hf.BloomForCausalLM, hf.BloomConfig, vocab_size=250880, hidden_size=1024,
             n_layer=24, n_head=16, use_cache=False),
        text("pythia-160m", 162_322_944, hf.GPTNeoXForCausalLM, hf.GPTNeoXConfig, vocab_size=50304, hidden_size=768,
             num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072, use_cache=False),
        text("t5-small", 60_506_624, t5, hf.T5Config, T5_ARGUMENTS, **small_t5),
        text("t5-base", 222_903_552, t5, hf.T5Config, T5_ARGUMENTS, **base_t5),
        text("llama-2-7b", 6_738_415_616, llama, hf.LlamaConfig, **LLAMA),
        text("llama-3-8b", 8_030_261_248, llama, hf.LlamaConfig, vocab_size=128256, intermediate_size=14336,
             num_key_value_heads=8, **LLAMA),
        text("llama-3.2-1b", 1_235_814_400, llama, hf.LlamaConfig, vocab_size=128256, hidden_size=2048,
             intermediate_size=8192, num_hidden_layers=16, num_attention_heads=32, num_key_value_heads=8,
             tie_word_embeddings=True, **LLAMA),
        text("mistral-7b", 7_241_732_096, hf.MistralForCausalLM, hf.MistralConfig, sliding_window=None, use_cache=False),
        text("qwen2.5-0.5b", 494_032_768, qwen2, hf.Qwen2Config, vocab_size=151936, hidden_size=896,
             intermediate_size=4864, num_hidden_layers=24, num_attention_heads=14, num_key_value_heads=2,
             tie_word_embeddings=True, use_cache=False),
        text("qwen3-0.6b", 596_049_920, hf.Qwen3ForCausalLM, hf.Qwen3Config, vocab_size=151936, hidden_size=1024,
             intermediate_size=3072, num_hidden_layers=28, num_attention_heads=16, num_key_value_heads=8, head_dim=128,
             tie_word_embeddings=True, use_cache=False),
        text("gemma-2b", 2_506_172_416, hf.GemmaForCausalLM, hf.GemmaConfig, vocab_size=256000, hidden_size=2048,
             intermediate_size=16384, num_hidden_layers=18, num_attention_heads=8, num_key_value_heads=1, head_dim=256,
             use_cache=False),
        text("phi-3-mini", 3_821_079_552, hf.Phi3ForCausalLM, hf.Phi3Config, vocab_size=32064, hidden_size=3072,
             intermediate_size=8192, num_hidden_layers=32, num_attention_heads=32, num_key_value_heads=32,
             use_cache=False),
        image("vit-b16", 86_567_656, hf.ViTForImageClassification, hf.ViTConfig),
        image("vit-l16", 304_326_632, hf.ViTForImageClassification, hf.ViTConfig, **BERT_LARGE),
        image("swin-t", 28_288_354, hf.SwinForImageClassification, hf.SwinConfig),
        Published("whisper-tiny", lambda: hf.WhisperForConditionalGeneration(hf.WhisperConfig(use_cache=False)),
                  37_760_640, ("decoder_input_ids",), mels=(80, 3000)),
        Published("clip-vit-b32", lambda: hf.CLIPModel(hf.CLIPConfig()), 151_277_313, pixels=(3, 224, 224)),
    ]  # fmt: skip
